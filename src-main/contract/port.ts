import type { Problem } from './problem';

/**
 * A two-way pipe between two parts, whatever carries it (MessagePort, WebSocket, memory).
 * Messages are JSON-compatible values; order is kept; a port that closed drops what is posted.
 */
export interface Port {
  post(message: unknown): void;
  /** One listener; messages that came before it was set are delivered when it is set. */
  onMessage(listener: (message: unknown) => void): void;
  close(): void;
  /** One listener, told once when the other side or the carrier is gone, or close() was called. */
  onClose(listener: () => void): void;
}

/** What crosses a port. `id` pairs an answer with its call; `cancel` gives up waiting for one. */
export type PortMessage =
  | { readonly type: 'call'; readonly id: number; readonly name: string; readonly input: unknown }
  | { readonly type: 'cancel'; readonly id: number }
  | { readonly type: 'answer'; readonly id: number; readonly output: unknown }
  | { readonly type: 'problem'; readonly id: number; readonly problem: Problem }
  | { readonly type: 'signal'; readonly name: string; readonly value: unknown };
