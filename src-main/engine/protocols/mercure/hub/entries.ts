import type { EntryAction, EntryDetail } from '../../../../contract/entry';
import type { Seq } from '../../../../contract/ids';
import { limits } from '../../../../contract/limits';
import { challenge, modernRefusal } from './bearer';
import type { MercureCall } from './call';
import { app, protocol } from './names';
import { quote, type Refusal } from './refusal';

/** What is worth keeping of a request besides its body. */
export function requestDetail({ request, path }: Pick<MercureCall, 'request' | 'path'>): EntryDetail {
  const target = request.url ?? '';
  const start = target.indexOf('?');
  return {
    method: request.method ?? '',
    path,
    sdk: request.headers['user-agent'] ?? '',
    remoteAddress: request.socket.remoteAddress ?? '',
    httpVersion: request.httpVersion,
    query: start < 0 ? '' : target.slice(start + 1),
    headers: sentHeaders(request.rawHeaders),
  };
}

/** Headers in their order and case; one that came twice has its values joined. The recorder masks what is secret. */
function sentHeaders(raw: readonly string[]): { readonly [name: string]: string } {
  const headers: { [name: string]: string } = {};
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [name, value] = [raw[at] as string, raw[at + 1] as string];
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}

export interface Refused {
  readonly action: EntryAction;
  readonly refusal: Refusal;
  readonly topics?: readonly string[];
  readonly event?: string;
  /** null if it was too long: the rest of it is still on its way. */
  readonly body?: Buffer | null;
}

const reasonChars = 1_000;
const shownTopics = 100;

/** Records a request that is turned away, and tells its sender why. */
export function refuse(call: MercureCall, refused: Refused): void {
  const refusal = spoken(call, refused.refusal);
  const { status, check, reason } = refusal;
  recordRefusal(call, { ...refused, refusal });
  // Whoever could not show a token may not fill the list of topics.
  for (const topic of status === 401 && check !== 'grant' ? [] : (refused.topics ?? []).slice(0, shownTopics)) {
    call.scope.topics.refused(topic, status);
  }
  const isCut = refused.body === null;
  const answer = () =>
    call.scope.context.http.text(call.response, status, `${quote(reason, reasonChars)}\n`, [
      'X-Content-Type-Options',
      'nosniff',
      ...challenge(call, refusal),
      ...(isCut ? ['Connection', 'close'] : []),
    ]);
  // A socket that is closed while its sender still writes breaks there, and the answer is never read.
  if (isCut && !isLong(call) && !call.request.readableEnded) call.request.once('end', answer);
  else answer();
}

/** So much of a body that is too long is read to its end, so that its sender comes to read the answer. */
const drainedBytes = 67_108_864;

/** Whether there is no telling when the rest of a body will be over. */
function isLong({ request }: MercureCall): boolean {
  return !(Number(request.headers['content-length']) <= drainedBytes);
}

function spoken({ dialect }: MercureCall, refusal: Refusal): Refusal {
  return dialect === '1.0' ? modernRefusal(refusal) : refusal;
}

/** For one that is not answered with a sentence, since nobody would read it. */
export function recordRefusal(call: MercureCall, { action, refusal, topics = [], event, body }: Refused): Seq {
  const { status, check, reason, hint, received, expected, detail } = refusal;
  return call.scope.context.recorder.record({
    kind: 'refused',
    action,
    direction: 'up',
    protocol,
    app,
    channel: topics.slice(0, shownTopics).join(', '),
    event,
    code: status,
    body: body ?? undefined,
    detail: {
      reason: quote(reason, reasonChars),
      hint,
      check,
      received,
      expected: quote(expected),
      ...detail,
      ...(call.dialect === '1.0' ? { tokenDialect: '1.0' } : {}),
      origin: call.request.headers.origin ?? '',
      userAgent: call.request.headers['user-agent'] ?? '',
      listener: call.listener,
      ...requestDetail(call),
    },
    summary: quote(`Refused: ${reason}`, limits.summaryChars),
  });
}
