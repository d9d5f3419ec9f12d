import type { Writable } from 'node:stream';

/** What carries the bytes of a connection: a WebSocket, or an answer to a request that goes on and on. */
export interface Wire {
  /** Outgoing bytes go here; nobody else writes to it while the wire is open. */
  readonly socket: Writable;
  readonly isOpen: boolean;
  /** To be called once, before anything can happen on it. */
  attach(listener: WireListener): void;
  /** Says goodbye as the wire has it. Everything queued has been written before. */
  finish(code: number, reason: string): void;
  /** Ends it at once. */
  terminate(): void;
}

export interface WireListener {
  onMessage(data: Buffer, isBinary: boolean): void;
  onPing(data: Buffer): void;
  onPong(data: Buffer): void;
  /** The peer broke the rules and is about to be ended with this code; returns the reason it is told. */
  onFailure(code: number): string;
  /** It is over. `code` is 0 where the wire has no codes. */
  onClosed(code: number, reason: string): void;
}
