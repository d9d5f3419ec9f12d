import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppSettings, ForwardSettings } from '../../../../contract/app';
import type { ChannelSummary, Member } from '../../../../contract/hub';
import type { HubContext, Upgrade } from '../../../hub/hub-context';
import { findEndpoint } from '../hub/endpoints';
import { apiRoute } from '../hub/routes';
import { PassedChannels } from './passed-channels';
import { PassedConnection } from './passed-connection';
import { passRequest } from './passed-request';
import { RecentPublishes } from './recent-publishes';

/** One app whose pages and app servers are passed through to a real server. */
export class PassThrough {
  private readonly connections = new Set<PassedConnection>();
  private readonly publishes = new RecentPublishes();
  private readonly channels: PassedChannels;

  constructor(
    private readonly context: HubContext,
    private readonly app: () => AppSettings,
    readonly forward: ForwardSettings,
  ) {
    this.channels = new PassedChannels(context.rate, context.changed);
  }

  open(upgrade: Upgrade): void {
    const { context, app, channels, publishes } = this;
    const onOpen = (connection: PassedConnection) => void this.connections.add(connection);
    const onGone = (connection: PassedConnection) => void this.connections.delete(connection);
    new PassedConnection({ context, app, channels, publishes, onOpen, onGone }, this.forward, upgrade);
  }

  request(request: IncomingMessage, response: ServerResponse): void {
    const path = this.context.http.path(request);
    const route = apiRoute(path);
    const endpoint = route === null ? null : findEndpoint(route.rest);
    passRequest(this.context, this.publishes, {
      request,
      response,
      path,
      endpoint,
      app: this.app(),
      forward: this.forward,
    });
  }

  has(socketId: string): boolean {
    return [...this.connections].some((one) => one.socketId === socketId);
  }

  summaries(nowMs: number): readonly ChannelSummary[] {
    return this.channels.summaries(this.app().id, nowMs);
  }

  members(channel: string): readonly Member[] {
    return this.channels.members(channel);
  }

  subscribers(channel: string): number {
    return this.channels.subscribers(channel);
  }

  end(code: number, reason: string): void {
    for (const connection of [...this.connections]) connection.end(code, reason);
  }
}
