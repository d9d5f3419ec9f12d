import type { ClientForm, Profile, ProfileInput } from '../../../src-main/contract/profile';
import { type FieldTexts, fieldTexts, fieldValues } from '../../format/field-values';

/** What stands in the form of a profile. */
export interface FormValues {
  readonly name: string;
  readonly values: FieldTexts;
  /** Given anew, by name of the field. Absent: as it is kept; '': to be taken away. */
  readonly secrets: Readonly<Record<string, string>>;
  /** One a line. */
  readonly channels: string;
  /** What the person says about it; host: it is worked out from where it leads. */
  readonly production: 'host' | 'yes' | 'no';
}

export function formOf({ fields }: ClientForm, profile: Profile | null): FormValues {
  const said = profile?.saidProduction ?? null;
  return {
    name: profile?.name ?? '',
    values: fieldTexts(fields, profile?.fields ?? {}),
    secrets: {},
    channels: (profile?.channels ?? []).join('\n'),
    production: said === null ? 'host' : said ? 'yes' : 'no',
  };
}

/** The form as an address fills it. A name that was typed stays. */
export function withAddress({ fields }: ClientForm, before: FormValues, parsed: Omit<ProfileInput, 'id'>): FormValues {
  const { name, channels = [], secrets = {}, isProduction } = parsed;
  return {
    name: before.name.trim() === '' ? name : before.name,
    values: fieldTexts(fields, parsed.fields),
    secrets,
    channels: channels.join('\n'),
    production: isProduction == null ? before.production : isProduction ? 'yes' : 'no',
  };
}

export function profileOf(
  protocol: string,
  form: ClientForm,
  { name, values, secrets, channels, production }: FormValues,
  profile: Profile | null,
): ProfileInput {
  const names = linesOf(channels);
  return {
    ...(profile === null ? {} : { id: profile.id }),
    name: name.trim(),
    protocol,
    fields: fieldValues(form.fields, trimmed(values)),
    ...(Object.keys(secrets).length === 0 ? {} : { secrets }),
    ...(form.supports.subscribe ? { channels: names } : {}),
    isProduction: production === 'host' ? null : production === 'yes',
  };
}

export function linesOf(text: string): readonly string[] {
  return [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '');
}

function trimmed(texts: FieldTexts): FieldTexts {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [name, typeof text === 'string' ? text.trim() : text]),
  );
}
