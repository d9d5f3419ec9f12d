import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppSettings, ForwardSettings } from '../../../../contract/app';
import type { EntryDetail } from '../../../../contract/entry';
import type { Seq } from '../../../../contract/ids';
import { isObject, membersOf, parseJson } from '../../../../contract/json-text';
import { limits } from '../../../../contract/limits';
import { toProblem } from '../../../../contract/problem';
import type { HubContext } from '../../../hub/hub-context';
import { apiRefusal } from '../client/api-refusal';
import { requestDetail } from '../hub/api-entries';
import type { Endpoint } from '../hub/endpoints';
import { readPublication } from '../hub/publication';
import { answeredHeaders, forwardedHeaders } from './passed-headers';
import type { RecentPublishes } from './recent-publishes';

export interface PassedCall {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  readonly endpoint: Endpoint | null;
  readonly app: AppSettings;
  readonly forward: ForwardSettings;
}

/** A request of an app server goes on to the real one, its answer comes back unchanged; both are entries. */
export function passRequest(context: HubContext, publishes: RecentPublishes, call: PassedCall): void {
  const { request, response } = call;
  context.http.readBody(request, response, (body) => {
    if (body === null) {
      context.http.text(response, 413, `The body is larger than the ${limits.requestBytes} bytes the hub passes on.`);
      return;
    }
    context.http.guard(request, response, () => pass(context, publishes, call, body));
  });
}

async function pass(context: HubContext, publishes: RecentPublishes, call: PassedCall, body: Buffer): Promise<void> {
  const { request, response, path, endpoint, app, forward } = call;
  const startedMs = context.clock.nowMs();
  const about = { protocol: 'pusher', app: app.id, direction: 'up' } as const;
  const sent = { ...requestDetail(request, path), forwardedTo: forward.url };
  const cause = endpoint?.action === 'publish' ? recordPublishes(context, publishes, call, body, sent) : undefined;
  const tied = cause === undefined ? {} : { cause };
  const askedMs = context.clock.nowMs();
  try {
    const answer = await context.dial.fetch({
      url: `${forward.url.replace(/\/+$/, '')}${request.url ?? ''}`,
      method: request.method ?? 'GET',
      headers: forwardedHeaders(request, forward.url),
      ...(body.length === 0 ? {} : { body }),
      tls: { isVerified: forward.verifyTls, authorityFile: '' },
      timeoutMs: limits.requestTimeoutMs,
    });
    const answeredMs = context.clock.nowMs();
    response.writeHead(answer.status, [...answeredHeaders(answer.headers, answer.body)]);
    response.end(answer.body);
    const times = {
      serverMs: tenths(answeredMs - askedMs),
      addedMs: tenths(askedMs - startedMs + context.clock.nowMs() - answeredMs),
    };
    const isRefused = answer.status >= 400 || hasError(answer.body);
    const { message, hint } = apiRefusal(answer.status, answer.body.toString(), `${request.method} ${path}`);
    const detail = isRefused ? { ...sent, ...times, reason: message, hint } : { ...sent, ...times };
    const kind = isRefused
      ? ({ kind: 'refused', action: endpoint?.action ?? 'request' } as const)
      : ({ kind: 'http' } as const);
    const words = `${request.method} ${path}: ${answer.status} after ${times.serverMs} ms, and ${times.addedMs} ms here`;
    const summary = (isRefused ? `Refused by the server behind: ${message}` : words).slice(0, limits.summaryChars);
    context.recorder.record({
      ...about,
      ...kind,
      ...tied,
      channel: endpoint?.channel ?? '',
      code: answer.status,
      body: answer.body,
      detail,
      summary,
    });
  } catch (error) {
    const { message, hint } = toProblem(error);
    const reason = `The server behind this app was not reached. ${message}`;
    const summary = `Refused: ${reason}`.slice(0, limits.summaryChars);
    const action = endpoint?.action ?? 'request';
    context.recorder.record({
      ...about,
      ...tied,
      kind: 'refused',
      action,
      code: 502,
      detail: { ...sent, reason, hint, check: 'forward' },
      summary,
    });
    context.http.text(response, 502, reason);
  }
}

/** Recorded before it goes on: deliveries come back before the answer. The first one's seq, undefined if it holds none. */
function recordPublishes(
  context: HubContext,
  publishes: RecentPublishes,
  { app }: PassedCall,
  body: Buffer,
  detail: EntryDetail,
): Seq | undefined {
  const fields = membersOf(parseJson(body.toString()));
  const events = Array.isArray(fields.batch) ? fields.batch.filter(isObject) : [fields];
  const seqs = events.map((event) => {
    const { name, channels, data } = readPublication(event, JSON.stringify(event));
    const about = {
      protocol: 'pusher',
      app: app.id,
      direction: 'up',
      channel: channels.join(', '),
      event: name,
    } as const;
    const bytes = events.length === 1 ? body : Buffer.from(JSON.stringify(event));
    const seq = context.recorder.record({
      ...about,
      kind: 'publish',
      body: bytes,
      detail: { ...detail, channels: [...channels] },
    });
    publishes.add(seq, context.clock.nowMs(), channels, name, data ?? '');
    return seq;
  });
  context.traffic.add(seqs.length, context.clock.nowMs());
  return seqs[0];
}

/** soketi answers some refusals with 200 and an error in the body. */
function hasError(body: Buffer): boolean {
  return body.length < limits.detailBytes && 'error' in membersOf(parseJson(body.toString()));
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
