import type { ClientForm, ProfileField } from '../../../src-main/contract/profile';
import type { SessionState } from '../../../src-main/contract/session';
import { useDescription } from '../../engine/use-description';
import { type FieldTexts, fieldTexts, isAsked } from '../../format/field-values';
import { useDraft } from '../../state/draft';
import { useSessions } from '../../state/sessions';

/** A session messages can be sent to, and what it asks for. */
export interface Target {
  readonly session: SessionState;
  readonly form: ClientForm;
}

/** The sessions whose protocol can send, connected or not. */
export function useTargets(): readonly Target[] {
  const list = useSessions(({ list }) => list);
  const protocols = useDescription()?.protocols;
  return list.flatMap((session) => {
    const form = protocols?.find(({ id }) => id === session.profile.protocol)?.client;
    return form?.supports.send ? [{ session, form }] : [];
  });
}

/** Where the message goes; null: to the hub, also where its profile is gone. */
export function useTarget(): Target | null {
  const to = useDraft(({ to }) => to);
  const targets = useTargets();
  return targets.find(({ session }) => session.profile.id === to) ?? null;
}

/** Names protocols give to what is sent in a message. */
const bodyNames = ['data', 'body', 'payload', 'message', 'text'];

/** The field the editor is for; undefined if a message of this protocol is nothing but its other fields. */
export function bodyField({ sendFields }: ClientForm): ProfileField | undefined {
  const isText = ({ input }: ProfileField) => input === 'text' || input === 'lines';
  return (
    sendFields.find((field) => isText(field) && bodyNames.includes(field.name)) ??
    sendFields.find(({ input }) => input === 'lines')
  );
}

/** Fields the composer has for the hub as well: what was written for one goes to another. */
export const sharedNames: ReadonlySet<string> = new Set(['channel', 'event']);

interface Written {
  readonly channel: string;
  readonly event: string;
  readonly data: string;
  readonly ofSessions: ReturnType<typeof useDraft.getState>['ofSessions'];
}

/** Every field of a message to a session, as it is written. */
export function writtenTexts({ session, form }: Target, { channel, event, data, ofSessions }: Written): FieldTexts {
  const own = fieldTexts(form.sendFields, ofSessions[session.profile.id] ?? {});
  const body = bodyField(form);
  const shared = { channel, event, ...(body === undefined ? {} : { [body.name]: data }) };
  return Object.fromEntries(
    Object.entries(own).map(([name, value]) => [name, Object.hasOwn(shared, name) ? shared[name as never] : value]),
  );
}

/** The fields beside the editor that are asked for now. */
export function askedFields({ form }: Target, texts: FieldTexts): readonly ProfileField[] {
  const body = bodyField(form);
  return form.sendFields.filter((field) => field !== body && isAsked(field, texts));
}
