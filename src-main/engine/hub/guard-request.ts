import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Recorder } from '../capture/recorder';
import { replyText } from './http-reply';

/** A mistake of ours must not end the hub: the sender gets 500, the timeline an entry. */
export function guardRequest(
  recorder: Recorder,
  request: IncomingMessage,
  response: ServerResponse,
  act: () => void,
): void {
  try {
    act();
  } catch (error) {
    fail(recorder, request, response, error);
  }
}

/** The same for what takes its time. */
export function guardPromise(
  recorder: Recorder,
  request: IncomingMessage,
  response: ServerResponse,
  act: () => Promise<void>,
): void {
  act().catch((error: unknown) => fail(recorder, request, response, error));
}

function fail(recorder: Recorder, request: IncomingMessage, response: ServerResponse, error: unknown): void {
  recordMistake(recorder, request, error);
  replyText(response, 500, 'The hub failed on this request. Its timeline has the reason.');
}

export function recordMistake(recorder: Recorder, request: IncomingMessage, error: unknown): void {
  const reason = error instanceof Error ? error.message : String(error);
  recorder.record({
    kind: 'error',
    direction: 'up',
    protocol: '',
    detail: { reason, path: request.url ?? '', hint: 'This is a mistake in the hub. Please report it.' },
    summary: `The hub failed on ${request.method} ${request.url}: ${reason}`,
  });
}
