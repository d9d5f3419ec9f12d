import type { Seq } from './ids';
import type { Problem } from './problem';
import type { Profile, ProfileId } from './profile';

/**
 * off: nobody asked for it · connecting · connected · waiting: for the next attempt · failed: given up, something has to be
 * changed first.
 */
export type SessionPhase = 'off' | 'connecting' | 'connected' | 'waiting' | 'failed';

/** One channel (topic, room, exchange …) a session was asked to watch. */
export interface SessionChannel {
  readonly name: string;
  /** wanted: as soon as it is connected · asked: the server has not answered · on · refused. */
  readonly state: 'wanted' | 'asked' | 'on' | 'refused';
  readonly problem: Problem | null;
  /** Presence: distinct users, null elsewhere. */
  readonly members: readonly SessionMember[] | null;
  /** Subscribed connections, where the server tells. */
  readonly subscribers: number | null;
}

export interface SessionMember {
  readonly userId: string;
  /** JSON text of user_info, '' if none. */
  readonly info: string;
}

/** A line about the connection in the server's own terms: socket id, version, … */
export interface SessionFact {
  readonly name: string;
  readonly value: string;
}

/** One profile and how its session is. */
export interface SessionState {
  readonly profile: Profile;
  readonly phase: SessionPhase;
  readonly sinceMs: number;
  /** Counts from 1 with the first attempt since it was last connected. 0 while off. */
  readonly attempt: number;
  /** When the next attempt begins; null unless waiting. */
  readonly nextAttemptAtMs: number | null;
  /** Why the last attempt or connection ended; null if it did well. */
  readonly problem: Problem | null;
  /** What the protocol's own client library would do now, in words; '' where there is nothing to say. */
  readonly advice: string;
  readonly facts: readonly SessionFact[];
  readonly channels: readonly SessionChannel[];
  /** Names of channels the server says are in use, whether watched or not; null where it does not tell. */
  readonly found: readonly FoundChannel[] | null;
  /** Sending is allowed: it is no production system, or it was unlocked for this sitting. */
  readonly isUnlocked: boolean;
  readonly received: number;
  readonly sent: number;
}

export interface FoundChannel {
  readonly name: string;
  readonly subscribers: number | null;
  readonly members: number | null;
  /** Ids of those members, at most 200; absent where the server does not tell. */
  readonly users?: readonly string[];
}

/** A message for a session to send: values of the form's sendFields. */
export interface SessionDraft {
  readonly profile: ProfileId;
  readonly values: Readonly<Record<string, string | number | boolean>>;
}

/** What came of a message that was sent: the entry of it, and what the server told (receivers, id), in words. */
export interface SessionSent {
  readonly seq: Seq;
  readonly words: string;
}
