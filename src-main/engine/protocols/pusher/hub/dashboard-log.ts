import type { StatisticsRow } from '../../../hub/hub';
import type { HubContext } from '../../../hub/hub-context';
import type { AppChannels } from './app-channels';
import { sendToSubscribers } from './publish';

const prefix = 'private-websockets-dashboard-';

/**
 * What laravel-websockets 1.x tells its dashboard: an event `log-message` on a channel for each type, its data an object,
 * fields in the order recorded from it. Nothing is done where nobody is subscribed, or while that face is off.
 */
export class DashboardLog {
  constructor(
    private readonly context: HubContext,
    private readonly app: () => AppChannels,
  ) {}

  connection(socketId: string, origin: string): void {
    this.tell('connection', { details: `Origin: ${origin}`, socketId });
  }

  disconnection(socketId: string): void {
    this.tell('disconnection', { socketId });
  }

  occupied(channel: string): void {
    this.tell('occupied', { details: `Channel: ${channel}` });
  }

  vacated(channel: string): void {
    this.tell('vacated', { details: `Channel: ${channel}` });
  }

  subscribed(socketId: string, channel: string): void {
    this.tell('subscribed', { socketId, details: `Channel: ${channel}` });
  }

  /** `frame` as it was sent. */
  clientMessage(socketId: string, channel: string, event: string, frame: string): void {
    this.tell('client-message', { details: `Channel: ${channel}, Event: ${event}`, socketId, data: frame });
  }

  apiMessage(channel: string, event: string, data: string): void {
    this.tell('api-message', { details: `Channel: ${channel}, Event: ${event}`, data });
  }

  /** Its data a string, and the channel first: so it goes out there through the HTTP API. */
  statistics(row: StatisticsRow): void {
    const { created_at: time, app_id, peak_connection_count, websocket_message_count, api_message_count } = row;
    const data = { time, app_id, peak_connection_count, websocket_message_count, api_message_count };
    this.send('statistics', 'statistics-updated', (nameJson) => {
      return `{"channel":${nameJson},"event":"statistics-updated","data":${JSON.stringify(JSON.stringify(data))}}`;
    });
  }

  private tell(type: string, fields: { readonly [name: string]: string }): void {
    this.send(type, 'log-message', (nameJson) => {
      const time = new Date(this.context.clock.nowMs()).toISOString().slice(11, 19);
      const data = JSON.stringify({ type, time, ...fields });
      return `{"event":"log-message","channel":${nameJson},"data":${data}}`;
    });
  }

  private send(type: string, event: string, text: (nameJson: string) => string): void {
    if (!this.context.faces.laravelWebsockets) {
      return;
    }
    const { channels, settings } = this.app();
    const channel = channels.find(`${prefix}${type}`);
    if (channel === null || channel.subscribers.size === 0) {
      return;
    }
    const frame = this.context.encodeText(text(channel.nameJson));
    const seq = this.context.recorder.record({
      kind: 'ping',
      action: 'chatter',
      direction: 'down',
      protocol: 'pusher',
      app: settings.id,
      channel: channel.name.name,
      event,
      matched: channel.subscribers.size,
      body: frame.payload,
      summary: `Told a dashboard of laravel-websockets: ${type}`,
    });
    sendToSubscribers(this.context, channel, { bytes: frame.bytes, seq }, null);
  }
}
