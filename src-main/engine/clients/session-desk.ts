import type { StreamArrivals } from '../../contract/arrivals';
import { type Problem, ProblemError } from '../../contract/problem';
import type { Profile, ProfileId, ProfileInput } from '../../contract/profile';
import type { ServerFigures } from '../../contract/server-figures';
import type { SessionDraft, SessionSent, SessionState } from '../../contract/session';
import { noProfile, type ProfileBook, valuesOf } from '../profiles/profile-book';
import type { KeptProfile } from '../profiles/profile-file';
import type { ClientSide } from './client-side';
import { isOwnOrTest } from './production';
import { Session, type SessionParts } from './session';

export type ClientSides = ReadonlyMap<string, ClientSide>;

/** Saved profiles and the sessions of them. */
export class SessionDesk {
  private readonly sessions = new Map<ProfileId, Session>();

  constructor(
    private readonly book: ProfileBook,
    private readonly sides: ClientSides,
    private readonly parts: SessionParts,
  ) {
    for (const profile of book.all) if (sides.has(profile.protocol)) this.add(profile);
  }

  /** Profiles nothing here can dial, as one of a newer version: they stay in the file, and are not shown. */
  get problems(): readonly Problem[] {
    return this.book.all
      .filter(({ protocol }) => !this.sides.has(protocol))
      .map(({ name, protocol }) => ({
        code: 'not-supported',
        message: `The profile ${name} is for ${protocol}, which this version cannot dial.`,
        hint: 'It is kept. A newer version may have made it.',
      }));
  }

  /** Those of the folder that is open, and of others those that run. */
  list(): readonly SessionState[] {
    const isHere = (id: ProfileId) => {
      const kept = this.book.get(id);
      return kept !== undefined && this.book.isHere(kept);
    };
    return [...this.sessions.values()]
      .map(({ state }) => state)
      .filter(({ profile, phase }) => isHere(profile.id) || (phase !== 'off' && phase !== 'failed'));
  }

  /** The profile of the folder that is open which leads where this one would; null if there is none. */
  savedAs({ protocol, fields }: Pick<ProfileInput, 'protocol' | 'fields'>): ProfileId | null {
    const side = this.sides.get(protocol);
    const target = side?.target(valuesOf(side.form.fields, fields)).text;
    const found = this.book.all.find(
      (kept) => kept.protocol === protocol && this.book.isHere(kept) && this.describe(kept).target === target,
    );
    return found?.id ?? null;
  }

  /** Problems as ProfileBook.put. */
  async put(input: ProfileInput): Promise<SessionState> {
    const kept = await this.book.put(input);
    const session = this.sessions.get(kept.id);
    if (session !== undefined && session.state.profile.protocol === kept.protocol) {
      session.replaceProfile(this.describe(kept), input.secrets !== undefined);
      return session.state;
    }
    session?.disconnect();
    return this.add(kept).state;
  }

  async remove(id: ProfileId): Promise<void> {
    this.session(id).disconnect();
    this.sessions.delete(id);
    this.parts.changed();
    await this.book.remove(id);
  }

  /** What an address means, as a profile that is not saved yet. Throws a ProblemError 'bad-input'. */
  parse(text: string): Omit<ProfileInput, 'id'> {
    const schemes = [...this.sides.values()].flatMap(({ form }) => form.schemes);
    const examples = [...this.sides.values()].map(({ form }) => form.example).join(', ');
    let url: URL;
    try {
      url = new URL(text);
    } catch {
      throw new ProblemError('bad-input', `"${text}" is no address.`, `For example ${examples}.`);
    }
    const scheme = url.protocol.slice(0, -1);
    const side = [...this.sides.values()].find(({ form }) => form.schemes.includes(scheme));
    if (side === undefined) {
      throw new ProblemError(
        'bad-input',
        `There is no client for ${scheme}:.`,
        `There are clients for ${schemes.join(', ')}.`,
      );
    }
    return side.parse(url);
  }

  connect(id: ProfileId): SessionState {
    this.session(id).connect();
    return this.session(id).state;
  }

  disconnect(id: ProfileId): SessionState {
    this.session(id).disconnect();
    return this.session(id).state;
  }

  async subscribe(id: ProfileId, channel: string, token: string): Promise<SessionState> {
    const session = this.session(id);
    session.subscribe(channel, token);
    return this.remember(id, session);
  }

  async unsubscribe(id: ProfileId, channel: string): Promise<SessionState> {
    const session = this.session(id);
    session.unsubscribe(channel);
    return this.remember(id, session);
  }

  /** What a profile subscribes to when it is connected again. */
  private async remember(id: ProfileId, session: Session): Promise<SessionState> {
    const kept = await this.book.setChannels(id, session.channels.wantedNames);
    session.replaceProfile(this.describe(kept), false);
    return session.state;
  }

  async send({ profile, values }: SessionDraft): Promise<SessionSent> {
    return this.session(profile).send(values);
  }

  figures(id: ProfileId): ServerFigures | null {
    return this.session(id).figures();
  }

  arrivals(id: ProfileId): StreamArrivals | null {
    return this.session(id).arrivals();
  }

  unlock(id: ProfileId, isUnlocked: boolean): SessionState {
    this.session(id).unlock(isUnlocked);
    return this.session(id).state;
  }

  async close(): Promise<void> {
    for (const session of this.sessions.values()) session.disconnect();
    await this.book.close();
  }

  private add(kept: KeptProfile): Session {
    const side = this.sides.get(kept.protocol);
    if (side === undefined) throw new ProblemError('not-supported', `There is no client for ${kept.protocol}.`, '');
    const resolve = () => {
      const profile = this.book.get(kept.id) ?? kept;
      const secrets = this.book.secrets(kept.id);
      const secret = (name: string) => secrets[name] ?? '';
      const { id, name } = profile;
      return { profile: { id, name, fields: this.book.values(profile), secret }, secrets: Object.values(secrets) };
    };
    const session = new Session(this.describe(kept), side, resolve, this.parts);
    this.sessions.set(kept.id, session);
    this.parts.changed();
    return session;
  }

  private describe(kept: KeptProfile): Profile {
    const { id, name, protocol, channels, saidProduction } = kept;
    const fields = this.book.values(kept);
    const { text = '', host = '' } = this.sides.get(protocol)?.target(fields) ?? {};
    const isProduction = saidProduction ?? !isOwnOrTest(host);
    const keptSecrets = this.book.secretNames(id);
    return { id, name, protocol, target: text, fields, keptSecrets, channels, isProduction, saidProduction };
  }

  private session(id: ProfileId): Session {
    const session = this.sessions.get(id);
    if (session === undefined) throw noProfile(id);
    return session;
  }
}
