import type { Fact } from './sections';

/** What a frame is for; with its direction that makes the kind of its entry. */
export type FrameRole = 'message' | 'subscribe' | 'unsubscribe' | 'heartbeat' | 'chatter' | 'error';

/** What one message of a WebSocket says in the protocol that is spoken on top. */
export interface FrameReading {
  readonly role: FrameRole;
  readonly event: string;
  readonly channel: string;
  /** JSON text of what it carries, numbers and order as sent; '' if that is none. */
  readonly payload: string;
  /** Parts of its envelope, for the inspector. */
  readonly facts: readonly Fact[];
  /** One line, where the body does not say it; ''. */
  readonly summary: string;
  /** What is wrong with it; ''. */
  readonly note: string;
  /** A question, or the answer to one, by the id both have; null for any other message. */
  readonly call: { readonly id: string; readonly isAnswer: boolean } | null;
}

/** Reads messages of one protocol. Pure and total but for `memory`: null if the message is none of it. */
export interface FrameReader {
  readonly id: string;
  readonly name: string;
  /** `memory`: of one connection, for names that are said once (a subscription's number). */
  read(bytes: Uint8Array, isBinary: boolean, isUp: boolean, memory?: Map<string, string>): FrameReading | null;
}

export function reading(more: Partial<FrameReading> & { readonly event: string }): FrameReading {
  return { role: 'message', channel: '', payload: '', facts: [], summary: '', note: '', call: null, ...more };
}

/** The bytes as text without copying them first. */
export function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
}
