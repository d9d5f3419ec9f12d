import { parseJson } from '../../../../contract/json-text';
import { unpack } from '../../../formats/message-pack';
import { checkKey } from './authorize';
import type { RestCall } from './rest';
import type { RestAnswer } from './rest-reply';
import { answerTokenRequest } from './token-request';

/** `POST /keys/KEY/requestToken`: a token for a request that is signed, or that came with the key itself. */
export function requestToken({ scope, request, body, name }: RestCall): RestAnswer {
  const isPacked = (request.headers['content-type'] ?? '').includes('application/x-msgpack');
  const asked = isPacked ? unpack(body) : parseJson(body.toString());
  const [, basic] = /^basic\s+(\S+)/i.exec(request.headers.authorization ?? '') ?? [];
  const key = basic === undefined ? null : checkKey(scope.context, Buffer.from(basic, 'base64').toString());
  if (key !== null && !('app' in key)) return { ok: false, fault: key };
  const answer = answerTokenRequest(scope.context, scope.nonces, name, asked, key !== null);
  return 'token' in answer ? { ok: true, status: 201, value: answer } : { ok: false, fault: answer };
}
