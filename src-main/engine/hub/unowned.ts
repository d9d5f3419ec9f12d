import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Recorder } from '../capture/recorder';
import { answerAsFace } from './answer-as-face';
import type { Face } from './face';
import type { RequestHandler } from './http-face';
import { replyRaw, replyText } from './http-reply';
import { meantFor } from './misaddressed';
import { requestPath } from './request-path';

const greeting = 'Hubbub is up.';
const greetingPaths = new Set(['/', '/up']);

/** Answers what no protocol owns: a greeting for those who look whether anybody is there, 404 for the rest. */
export function createUnowned(recorder: Recorder, faces: readonly Face[] = []): RequestHandler {
  return {
    request(request: IncomingMessage, response: ServerResponse): void {
      const path = requestPath(request.url ?? '/');
      const face = faces.find((one) => one.owns(path));
      if (face !== undefined) {
        answerAsFace(recorder, face, path, request, response);
        return;
      }
      request.resume();
      if ((request.method === 'GET' || request.method === 'HEAD') && greetingPaths.has(path)) {
        recorder.record({
          kind: 'http',
          direction: 'up',
          protocol: '',
          code: 200,
          detail: { method: request.method, path, remoteAddress: request.socket.remoteAddress ?? '' },
          summary: `${request.method} ${path}: 200`,
        });
        replyText(response, 200, greeting);
        return;
      }
      replyText(response, 404, refuse(recorder, request, path, 'request'));
    },
    upgrade(request: IncomingMessage, socket: Duplex): void {
      const path = requestPath(request.url ?? '/');
      replyRaw(socket, 404, refuse(recorder, request, path, 'open'));
    },
  };
}

const usualHint =
  'Pusher clients connect to /app/KEY, SDKs publish to /apps/ID/events. Is a path prefix set somewhere?';

export function refuse(recorder: Recorder, request: IncomingMessage, path: string, action: 'open' | 'request'): string {
  const reason = `The hub has nothing at ${path.length > 200 ? `${path.slice(0, 199)}…` : path}.`;
  const hint = meantFor(path) ?? usualHint;
  recorder.record({
    kind: 'refused',
    action,
    direction: 'up',
    protocol: '',
    code: 404,
    detail: { reason, hint, method: request.method ?? '', path, remoteAddress: request.socket.remoteAddress ?? '' },
    summary: `${request.method} ${path}: 404`,
  });
  return `${reason} ${hint}`;
}
