import { limits } from '../../contract/limits';
import type { Recorder } from '../capture/recorder';
import { guardPromise, guardRequest } from './guard-request';
import { replyJson, replyRaw, replyText } from './http-reply';
import type { HttpContext } from './hub-context';
import type { OutgoingTurn } from './outgoing-turn';
import { readBody } from './read-body';
import { requestPath } from './request-path';

export function httpContext(recorder: Recorder, turn: OutgoingTurn): HttpContext {
  return {
    path: (request) => requestPath(request.url ?? '/'),
    readBody: (request, response, done) =>
      readBody(request, limits.requestBytes, (body) => guardRequest(recorder, request, response, () => done(body))),
    json: (response, status, body) => turn.answer(() => replyJson(response, status, body)),
    answerText: (response, status, body) => turn.answer(() => replyText(response, status, body)),
    guard: (request, response, act) => guardPromise(recorder, request, response, act),
    text: replyText,
    refuse: (upgrade, status, sentence) => replyRaw(upgrade.socket, status, sentence),
  };
}
