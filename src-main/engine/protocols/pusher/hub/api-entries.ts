import type { IncomingMessage } from 'node:http';
import type { EntryAction, EntryDetail } from '../../../../contract/entry';
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
): void {
  context.recorder.record({
    kind: 'http',
    direction: 'up',
    protocol: 'pusher',
    app: app.settings.id,
    channel,
    code: 200,
    detail: requestDetail(request, path),
    summary: shorten(`${request.method} ${path}: 200`, limits.summaryChars),
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
  };
}
