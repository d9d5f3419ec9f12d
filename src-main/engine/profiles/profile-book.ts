import { limits } from '../../contract/limits';
import type { Problem } from '../../contract/problem';
import { ProblemError } from '../../contract/problem';
import type { FieldValue, ProfileField, ProfileId, ProfileInput } from '../../contract/profile';
import { type KeptProfile, readProfiles, writeProfiles } from './profile-file';
import { openVault, type Vault } from './vault';

/** What the book needs to know of the protocols' forms. */
export type FieldsOf = (protocol: string) => readonly ProfileField[] | undefined;

/** The profiles of a data folder, their secrets apart from them. */
export class ProfileBook {
  private readonly profiles: Map<ProfileId, KeptProfile>;
  private queue: Promise<void> = Promise.resolve();

  private constructor(
    private readonly dataDir: string,
    kept: readonly KeptProfile[],
    readonly problems: readonly Problem[],
    private readonly vault: Vault,
    private readonly fieldsOf: FieldsOf,
    private readonly workspace: () => string,
  ) {
    this.profiles = new Map(kept.map((one) => [one.id, one]));
  }

  /** `workspace`: the folder that is open, which what is made new belongs to. */
  static async open(
    dataDir: string,
    key: Buffer | null,
    fieldsOf: FieldsOf,
    workspace = () => '',
  ): Promise<ProfileBook> {
    const [{ profiles, problem }, vault] = await Promise.all([readProfiles(dataDir), openVault(dataDir, key)]);
    const problems = [problem, vault.problem].filter((one) => one !== null);
    return new ProfileBook(dataDir, profiles, problems, vault, fieldsOf, workspace);
  }

  get all(): readonly KeptProfile[] {
    return [...this.profiles.values()];
  }

  get(id: ProfileId): KeptProfile | undefined {
    return this.profiles.get(id);
  }

  /** Names of the secrets that are kept. */
  secretNames(id: ProfileId): readonly string[] {
    return this.vault.names(id);
  }

  secrets(id: ProfileId): Readonly<Record<string, string>> {
    return this.vault.read(id);
  }

  /** Whether it belongs to the folder that is open. */
  isHere({ workspace }: KeptProfile): boolean {
    return workspace === undefined || workspace === this.workspace();
  }

  /** Every field of the form, as given or as it is at first. */
  values(profile: KeptProfile): Readonly<Record<string, FieldValue>> {
    return valuesOf(this.fieldsOf(profile.protocol) ?? [], profile.fields);
  }

  /** Rejects with a ProblemError 'bad-input', 'not-found', 'refused', or 'store-failed' (it holds for this run). */
  async put(input: ProfileInput): Promise<KeptProfile> {
    const before = input.id === undefined ? undefined : this.profiles.get(input.id);
    if (input.id !== undefined && before === undefined) throw noProfile(input.id);
    if (before === undefined && this.profiles.size >= limits.profiles) {
      throw new ProblemError(
        'refused',
        `There are ${limits.profiles} profiles already.`,
        'Remove one that is not used.',
      );
    }
    const fields = this.fieldsOf(input.protocol);
    if (fields === undefined) {
      throw new ProblemError('bad-input', `There is no client for ${input.protocol}.`, '');
    }
    const secrets = ofForm(fields, input.secrets ?? {});
    const kept = before === undefined ? [] : this.vault.names(before.id);
    const has = (name: string) => (secrets[name] ?? (kept.includes(name) ? name : '')) !== '';
    const profile: KeptProfile = {
      id: before?.id ?? this.freeId(input.name),
      name: input.name.trim(),
      protocol: input.protocol,
      fields: checkedFields(fields, { ...before?.fields, ...input.fields }, has),
      channels: [...(input.channels ?? before?.channels ?? [])],
      saidProduction: input.isProduction === undefined ? (before?.saidProduction ?? null) : input.isProduction,
    };
    const workspace = before === undefined ? this.workspace() : before.workspace;
    const owned = workspace === undefined ? profile : { ...profile, workspace };
    this.profiles.set(profile.id, owned);
    await Promise.all([this.vault.change(profile.id, secrets), this.write()]);
    return owned;
  }

  /** Channels it subscribes to whenever it is connected. */
  async setChannels(id: ProfileId, channels: readonly string[]): Promise<KeptProfile> {
    const profile = this.profiles.get(id);
    if (profile === undefined) throw noProfile(id);
    const kept = { ...profile, channels: [...channels] };
    this.profiles.set(id, kept);
    await this.write();
    return kept;
  }

  async remove(id: ProfileId): Promise<void> {
    if (!this.profiles.delete(id)) throw noProfile(id);
    await Promise.all([this.vault.forget(id), this.write()]);
  }

  async close(): Promise<void> {
    await this.queue;
  }

  private freeId(name: string): ProfileId {
    const plain =
      name
        .toLowerCase()
        .normalize('NFKD')
        .replace(/[^a-z0-9]+/g, '-')
        .replace(/^-+|-+$/g, '')
        .slice(0, 40) || 'profile';
    // `source:hub` means the hub.
    const stem = plain === 'hub' ? 'hub-1' : plain;
    for (let number = 1; ; number += 1) {
      const id = number === 1 ? stem : `${stem}-${number}`;
      if (!this.profiles.has(id)) return id;
    }
  }

  private async write(): Promise<void> {
    const written = this.queue.then(() => writeProfiles(this.dataDir, this.all));
    this.queue = written.catch(() => {});
    await written;
  }
}

/** Every field but the secret ones, as given or as it is at first. */
export function valuesOf(
  fields: readonly ProfileField[],
  given: Readonly<Record<string, FieldValue>>,
): Readonly<Record<string, FieldValue>> {
  const plain = fields.filter((field) => !isSecret(field));
  return Object.fromEntries(plain.map(({ name, initial }) => [name, given[name] ?? initial]));
}

export function noProfile(id: ProfileId): ProblemError {
  return new ProblemError('not-found', `There is no profile ${id}.`, 'It may have been removed in another window.');
}

/** Those the form asks for: what else was sent along is kept nowhere. */
function ofForm(
  fields: readonly ProfileField[],
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const names = new Set(fields.filter(isSecret).map(({ name }) => name));
  return Object.fromEntries(Object.entries(given).filter(([name]) => names.has(name)));
}

function isSecret({ input }: ProfileField): boolean {
  return input === 'secret' || input === 'headers';
}

function checkedFields(
  fields: readonly ProfileField[],
  given: Readonly<Record<string, FieldValue>>,
  hasSecret: (name: string) => boolean,
): Readonly<Record<string, FieldValue>> {
  const checked: Record<string, FieldValue> = {};
  for (const field of fields) {
    const { name, label, input, isRequired, initial, choices } = field;
    if (isSecret(field)) {
      if (isRequired && !hasSecret(name)) throw missing(label);
      continue;
    }
    const value = given[name] ?? initial;
    if (typeof value !== typeof initial)
      throw new ProblemError(
        'bad-input',
        `${label}: ${JSON.stringify(value)} does not fit.`,
        `It has to be a ${typeof initial}.`,
      );
    if (isRequired && value === '') throw missing(label);
    if (input === 'choice' && choices?.every((choice) => choice.value !== value)) {
      throw new ProblemError(
        'bad-input',
        `${label}: there is no ${JSON.stringify(value)}.`,
        `It is one of ${choices.map((choice) => choice.value).join(', ')}.`,
      );
    }
    checked[name] = value;
  }
  return checked;
}

function missing(label: string): ProblemError {
  return new ProblemError('bad-input', `${label} is missing.`, 'Fill it in.');
}
