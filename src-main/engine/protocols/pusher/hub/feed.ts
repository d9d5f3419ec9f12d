import { limits } from '../../../../contract/limits';
import type { FedMessage } from '../../protocol-module';
import type { AppState, PusherScope } from './app-state';
import { publicationFault } from './publication';
import { publish } from './publish';
import { countRefusal, refusalDetail } from './refuse';
import { shorten } from './shorten';

/** Publishes what an application broadcast by way of a broker, as if it had sent it over HTTP. */
export function feed(scope: PusherScope, app: AppState | null, message: FedMessage): void {
  const { broadcast, channel, source, name, payload } = message;
  if (app === null || broadcast === null) {
    return;
  }
  const { event, data, socketId } = broadcast;
  const detail = { source, name };
  const asked = { name: event, channels: [channel], data, socketId, info: '', unreadable: null };
  const fault = publicationFault(asked, app.settings.limits);
  if (fault === null) {
    publish(scope, app, { event, channels: [channel], data, socketId, body: payload, detail });
    return;
  }
  countRefusal(app, channel, 'publish', fault.code);
  scope.context.recorder.record({
    kind: 'refused',
    action: 'publish',
    direction: 'up',
    protocol: 'pusher',
    app: app.settings.id,
    channel,
    event,
    code: fault.code ?? undefined,
    body: payload,
    detail: { ...refusalDetail(fault), ...detail },
    summary: shorten(`Refused: ${fault.reason}`, limits.summaryChars),
  });
}
