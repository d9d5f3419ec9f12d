import { limits } from '../../contract/limits';
import type { Recorder } from '../capture/recorder';
import { guardRequest } from './guard-request';
import { replyJson, replyRaw, replyText } from './http-reply';
import type { HttpContext } from './hub-context';
import { readBody } from './read-body';
import { requestPath } from './request-path';

export function httpContext(recorder: Recorder): HttpContext {
  return {
    path: (request) => requestPath(request.url ?? '/'),
    readBody: (request, response, done) =>
      readBody(request, limits.requestBytes, (body) => guardRequest(recorder, request, response, () => done(body))),
    json: replyJson,
    text: replyText,
    refuse: (upgrade, status, sentence) => replyRaw(upgrade.socket, status, sentence),
  };
}
