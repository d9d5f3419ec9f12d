import type { IncomingMessage } from 'node:http';
import type { EntryAction, EntryDetail } from '../../../../contract/entry';
import type { Seq } from '../../../../contract/ids';
import { limits } from '../../../../contract/limits';
import type { HubContext } from '../../../hub/hub-context';
import type { AppState } from './app-state';
import type { Refusal } from './refuse';
import { countRefusal, refusalDetail } from './refuse';
import { shorten } from './shorten';

export interface RefusedRequest {
  readonly path: string;
  readonly body: Buffer | null;
  readonly action: EntryAction;
  readonly app: AppState | null;
  readonly refusal: Refusal;
  readonly channels?: readonly string[];
  readonly event?: string;
}

export function recordRefusedRequest(context: HubContext, request: IncomingMessage, refused: RefusedRequest): void {
  const { action, app, refusal, channels = [], event, body, path } = refused;
  for (const name of app === null ? [] : channels) {
    // Whoever could not sign may not fill the list of channels.
    countRefusal(app as AppState, name, refusal.code === 401 ? 'request' : action, refusal.code);
  }
  context.recorder.record({
    kind: 'refused',
    action,
    direction: 'up',
    protocol: 'pusher',
    app: app?.settings.id,
    channel: channels.join(', '),
    event,
    code: refusal.code ?? undefined,
    body: body ?? undefined,
    detail: { ...refusalDetail(refusal), ...requestDetail(request, path) },
    summary: shorten(`Refused: ${refusal.reason}`, limits.summaryChars),
  });
}

/** A request that was answered and is no publish. */
export function recordRequest(
  context: HubContext,
  request: IncomingMessage,
  app: AppState,
  path: string,
  channel: string,
  note = '',
): Seq {
  return context.recorder.record({
    kind: 'http',
    direction: 'up',
    protocol: 'pusher',
    app: app.settings.id,
    channel,
    code: 200,
    detail: { ...requestDetail(request, path), ...(note === '' ? {} : { note }) },
    summary: shorten(`${request.method} ${path}: 200${note === '' ? '' : `. ${note}`}`, limits.summaryChars),
  });
}

/** What is worth keeping of a request besides its body. */
export function requestDetail(request: IncomingMessage, path: string): EntryDetail {
  const sdk = request.headers['x-pusher-library'];
  return {
    method: request.method ?? '',
    path,
    sdk: (typeof sdk === 'string' ? sdk : request.headers['user-agent']) ?? '',
    remoteAddress: request.socket.remoteAddress ?? '',
    httpVersion: request.httpVersion,
    query: queryText(request.url ?? ''),
    headers: sentHeaders(request.rawHeaders),
  };
}

function queryText(target: string): string {
  const start = target.indexOf('?');
  return start === -1 ? '' : target.slice(start + 1);
}

/** Headers in their order and case; one that came twice has its values joined. Secrets are masked by the recorder. */
function sentHeaders(raw: readonly string[]): { readonly [name: string]: string } {
  const headers: { [name: string]: string } = {};
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const [name, value] = [raw[at] as string, raw[at + 1] as string];
    headers[name] = Object.hasOwn(headers, name) ? `${headers[name]}, ${value}` : value;
  }
  return headers;
}
