import type { StreamArrivals } from '../../contract/arrivals';
import type { Seq } from '../../contract/ids';
import type { Problem } from '../../contract/problem';
import type { ClientForm, FieldValue, ProfileInput } from '../../contract/profile';
import type { ServerFigures } from '../../contract/server-figures';
import type { FoundChannel, SessionChannel, SessionFact, SessionSent } from '../../contract/session';
import type { EntryInput } from '../capture/recorder';
import type { Clock } from '../clock';
import type { Dial } from './dial';

/** The side of a protocol that dials. */
export interface ClientSide {
  readonly form: ClientForm;
  /** Reads an address of one of its schemes, as `hubbub watch` is given it. Throws a ProblemError 'bad-input'. */
  parse(url: URL): Omit<ProfileInput, 'id'>;
  /** Where a profile connects, without secrets, and the hosts of it: '' for one that needs no network. Total. */
  target(fields: ProfileValues): { readonly text: string; readonly host: string };
  /** Begins one attempt. Must not throw; what is wrong with the profile is told by `ended`. */
  connect(context: ClientContext, profile: ResolvedProfile): ClientConnection;
}

export type ProfileValues = Readonly<Record<string, FieldValue>>;

/** A profile as a client gets it: every field of its form has a value. */
export interface ResolvedProfile {
  readonly id: string;
  readonly name: string;
  readonly fields: ProfileValues;
  /** In clear. '' where none is kept. */
  secret(name: string): string;
}

/** An entry as a client hands it over; protocol and source are added, and the profile's secrets masked. */
export type ClientEntry = Omit<EntryInput, 'protocol' | 'source' | 'connection' | 'excluded'>;

/** What a session hands a client for one attempt. After `ended` nothing of it does anything any more. */
export interface ClientContext {
  readonly clock: Clock;
  /** In [0, 1). */
  readonly random: () => number;
  readonly dial: Dial;
  /** Kept from attempt to attempt until the session is turned off: the id to go on from. */
  readonly memory: Map<string, string>;
  record(entry: ClientEntry): Seq;
  /**
   * What came while the connection was lost cannot be had any more: a Gap over that time. `what` begins its sentence, such
   * as "Messages published meanwhile". Nothing on a first connection, and only once after each loss.
   */
  missed(what: string): void;
  /** All that came while the connection was lost was sent again: there is no Gap to tell. */
  madeUp(): void;
  /** The server has let us in. Wanted channels are then subscribed to, one by one. */
  opened(facts: readonly SessionFact[]): void;
  /** Facts told anew, later. */
  facts(facts: readonly SessionFact[]): void;
  /** Something about a channel: only what changed need be given. */
  channel(name: string, change: Partial<Omit<SessionChannel, 'name'>>): void;
  /** The channels the server says are in use. */
  found(channels: readonly FoundChannel[]): void;
  /** A problem that ends nothing; null: over. */
  problem(problem: Problem | null): void;
  /** Exactly once: the attempt failed, or the connection is over. */
  ended(end: ClientEnd): void;
}

/** How an attempt or a connection ended, and what the protocol says is to be done. */
export interface ClientEnd {
  /** now: at once · later: after a delay that grows · never: something has to be changed first. */
  readonly retry: 'now' | 'later' | 'never';
  /** So long, where the server or the protocol says how long; else the waits grow. */
  readonly delayMs?: number;
  /** Why; null for an end that is no failure. */
  readonly problem: Problem | null;
  /** What the protocol's own library would do, in words. */
  readonly advice: string;
}

/** One attempt and, if it gets in, the connection. */
export interface ClientConnection {
  /** Only while connected. `token`: pasted by the person, '' if none. */
  subscribe(channel: string, token: string): void;
  unsubscribe(channel: string): void;
  /** Rejects with a ProblemError; what was sent or refused is an entry. */
  send(values: ProfileValues): Promise<SessionSent>;
  /** Absent where servers of the protocol have no statistics of their own. */
  figures?(): ServerFigures;
  /** Absent where nothing comes as an event stream. */
  arrivals?(): StreamArrivals;
  /** Ends it at once, silently: `ended` is not called for it. The close entry is recorded. */
  close(): void;
}
