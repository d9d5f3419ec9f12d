import type { IncomingMessage, ServerResponse } from 'node:http';
import { limits } from '../../contract/limits';
import type { Recorder } from '../capture/recorder';
import type { Face, FaceReply } from './face';
import { guardPromise } from './guard-request';
import { replyText, replyTyped } from './http-reply';
import { readBody } from './read-body';

/** Lets a face answer a request, and records what was asked and answered. */
export function answerAsFace(
  recorder: Recorder,
  face: Face,
  path: string,
  request: IncomingMessage,
  response: ServerResponse,
): void {
  const target = request.url ?? '/';
  const start = target.indexOf('?');
  const query = start === -1 ? '' : target.slice(start + 1);
  const method = request.method === 'HEAD' ? 'GET' : (request.method ?? 'GET');
  const done = (reply: FaceReply): void => {
    record(recorder, request, path, reply);
    replyTyped(response, reply.status, reply.contentType, reply.body);
  };
  readBody(request, limits.requestBytes, (body) => {
    if (body === null) {
      replyText(response, 413, 'The request is too large.');
      return;
    }
    guardPromise(recorder, request, response, async () => {
      const reply = await face.answer({ method, path, query, body, request });
      const nothing = `There is nothing at ${path.slice(0, 200)} for ${request.method}.`;
      done(reply ?? { status: 404, contentType: 'text/plain; charset=utf-8', body: nothing });
    });
  });
}

function record(recorder: Recorder, request: IncomingMessage, path: string, { status, body }: FaceReply): void {
  const isRefused = status >= 400;
  const reason = body.slice(0, 500);
  const detail = { method: request.method ?? '', path, remoteAddress: request.socket.remoteAddress ?? '' };
  recorder.record({
    kind: isRefused ? 'refused' : 'http',
    action: isRefused ? 'request' : 'none',
    direction: 'up',
    protocol: '',
    code: status,
    detail: isRefused ? { ...detail, reason, check: 'path' } : detail,
    summary: isRefused ? `Refused: ${reason.slice(0, 150)}` : `${request.method} ${path.slice(0, 150)}: ${status}`,
  });
}
