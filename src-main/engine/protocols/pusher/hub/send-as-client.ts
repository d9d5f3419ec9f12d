import type { Draft, SendResult } from '../../../../contract/hub';
import { isJson } from '../../../../contract/json-text';
import { limits } from '../../../../contract/limits';
import type { AppState, PusherScope } from './app-state';
import { clientEventFault, relayClientEvent } from './client-event';
import type { Refusal } from './refuse';
import { countRefusal, refusalDetail } from './refuse';
import { shorten } from './shorten';

/**
 * Sends an event to the others on a channel as if a connection had sent it. The connection itself has no part in it, and
 * the entry says so.
 */
export function sendAsClient(scope: PusherScope, app: AppState, draft: Draft, socketId: string): SendResult {
  const peer = app.peers.get(socketId);
  if (peer === undefined) {
    const message = `No client ${shorten(socketId, 100)} is connected.`;
    return { ok: false, problem: { code: 'not-found', message, hint: 'Choose one of those that are.' } };
  }
  const dataText = isJson(draft.data) ? draft.data : JSON.stringify(draft.data);
  const names = `"event":${JSON.stringify(draft.event)},"channel":${JSON.stringify(draft.channel)}`;
  const text = `{${names},"data":${dataText}}`;
  const body = Buffer.from(text);
  const message = { event: draft.event, channel: draft.channel, data: undefined, text, body };
  const refusal = nameFault(draft.event) ?? clientEventFault(peer, message, draft.channel, dataText);
  if (refusal !== null) {
    const { reason, hint } = refusal;
    countRefusal(app, draft.channel, 'client', refusal.code);
    const refused = scope.context.recorder.record({
      kind: 'refused',
      action: 'client',
      direction: 'up',
      protocol: 'pusher',
      app: app.settings.id,
      connection: peer.connection.id,
      channel: draft.channel,
      event: draft.event,
      body,
      detail: { ...refusalDetail(refusal), sentBy: 'Hubbub' },
      summary: shorten(`Refused: ${reason}`, limits.summaryChars),
    });
    return { ok: false, problem: { code: 'bad-input', message: reason, hint }, refused };
  }
  const channel = app.channels.use(draft.channel);
  const { seq, matched, excluded } = relayClientEvent(scope, peer, channel, message, dataText, {
    detail: { sentBy: 'Hubbub' },
    summary: shorten(`sent from Hubbub as ${socketId} · ${draft.data.replace(/\s+/g, ' ')}`, limits.summaryChars),
  });
  return { ok: true, publish: seq, matched, excluded };
}

function nameFault(event: string): Refusal | null {
  if (event.startsWith('client-')) {
    return null;
  }
  const reason = `A client can only send events whose names begin with client-, and ${shorten(event, 100)} does not.`;
  return { code: null, check: 'event', reason, hint: `Name it client-${shorten(event, 100)}.` };
}
