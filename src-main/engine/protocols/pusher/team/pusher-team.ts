import type { Fact, TeamPart } from '../../../hub/team';
import { announce } from '../hub/announce';
import type { AppState, PusherScope } from '../hub/app-state';
import type { PusherChannel } from '../hub/channel';
import { codes } from '../hub/codes';
import { publish } from '../hub/publish';
import { shorten } from '../hub/shorten';
import { hearClientEvent } from './hear-client-event';
import { readTeamFact, type TeamFact } from './team-fact';

/** What the Pusher hubs of a team know of each other: subscriptions, members, users, and what is said among them. */
export class PusherTeam implements TeamPart {
  constructor(
    private readonly scope: PusherScope,
    private readonly apps: ReadonlyMap<string, AppState>,
  ) {}

  *facts(): Iterable<TeamFact> {
    for (const [app, { channels, users }] of this.apps) {
      for (const channel of channels.all()) {
        if (channel.subscribers.size > 0) {
          yield ['count', app, channel.name.name, channel.subscribers.size];
        }
        for (const { userId, info, connections } of channel.roster?.members() ?? []) {
          if (connections.length > 0) {
            yield ['member', app, channel.name.name, userId, info];
          }
        }
      }
      for (const user of users.here()) {
        yield ['user', app, user, true];
      }
    }
  }

  heard(node: string, fact: Fact): void {
    const known = readTeamFact(fact);
    if (known === null) {
      return;
    }
    const app = this.apps.get(known[1]);
    if (app === undefined) {
      this.refuse(node, known);
    } else if (app.pass === null) {
      this.take(node, app, known);
    }
  }

  lost(node: string, isOurs: boolean): void {
    for (const app of this.apps.values()) {
      for (const channel of [...app.channels.all()]) {
        for (const user of channel.roster?.of(node) ?? []) {
          this.leave(app, channel, node, user, isOurs);
        }
        if (channel.isOnOther(node)) {
          this.count(app, channel, node, 0);
          if (isOurs && channel.count === 0) {
            app.webhooks?.hooks.vacated(channel.name.name);
          }
        }
      }
      for (const user of app.users.of(node)) {
        this.offline(app, node, user);
      }
    }
    this.scope.context.changed();
  }

  private take(node: string, app: AppState, fact: TeamFact): void {
    switch (fact[0]) {
      case 'count':
        this.counted(app, node, fact[2], fact[3]);
        break;
      case 'member':
        this.member(app, node, fact[2], fact[3], fact[4]);
        break;
      case 'user':
        if (!fact[3]) {
          this.offline(app, node, fact[2]);
        } else if (app.users.add(fact[2], node)) {
          app.watchlists.tell(fact[2], true);
        }
        break;
      case 'event':
        this.published(app, node, fact[2], fact[3], fact[4], fact[5]);
        break;
      case 'client':
        hearClientEvent(this.scope.context, app, node, fact[2], { event: fact[3], data: fact[4], user: fact[5] });
        break;
      case 'terminate':
        this.terminate(app, node, fact[2]);
    }
  }

  private counted(app: AppState, node: string, name: string, count: number): void {
    const channel = count > 0 ? app.channels.use(name) : app.channels.find(name);
    if (channel !== null) {
      this.count(app, channel, node, count);
      if (count > 0) {
        app.webhooks?.hooks.occupiedElsewhere(name);
      }
      this.scope.context.changed();
    }
  }

  private count(app: AppState, channel: PusherChannel, node: string, count: number): void {
    channel.setOnOther(node, count);
    app.channels.settle(channel);
    app.counts?.changed(channel, false);
  }

  private member(app: AppState, node: string, name: string, user: string, info: string | null): void {
    const channel = info === null ? app.channels.find(name) : app.channels.use(name);
    if (channel === null) {
      return;
    }
    if (info === null) {
      this.leave(app, channel, node, user, false);
    } else if (channel.roster?.join(user, info, node) === true) {
      app.webhooks?.hooks.memberElsewhere(name, user);
      announce(this.scope.context, app, channel, { action: 'join', user, info, who: null, node });
    }
    this.scope.context.changed();
  }

  private leave(app: AppState, channel: PusherChannel, node: string, user: string, isOurs: boolean): void {
    if (channel.roster?.leave(user, node) === true) {
      if (isOurs) {
        app.webhooks?.hooks.memberRemoved(channel.name.name, user);
      }
      announce(this.scope.context, app, channel, { action: 'leave', user, info: '', who: null, node });
    }
  }

  private offline(app: AppState, node: string, user: string): void {
    if (app.users.remove(user, node)) {
      app.watchlists.tell(user, false);
    }
  }

  private published(
    app: AppState,
    node: string,
    channels: readonly string[],
    event: string,
    data: string,
    socketId: string,
  ): void {
    const fields = { name: event, channels, data, ...(socketId === '' ? {} : { socket_id: socketId }) };
    const body = Buffer.from(JSON.stringify(fields));
    publish(this.scope, app, { event, channels, data, socketId, body, detail: { node }, node });
  }

  private terminate(app: AppState, node: string, user: string): void {
    const connections = app.users.connections(user);
    if (connections.length === 0) {
      return;
    }
    const cause = this.scope.context.recorder.record({
      kind: 'note',
      protocol: 'pusher',
      app: app.settings.id,
      detail: { node, user },
      summary: `Another node of the team ends the connections of user ${shorten(user, 100)}`,
    });
    for (const { socketId } of connections) {
      app.peers.get(socketId)?.dismiss(codes.reconnect, 'The app has ended the connections of this user.', cause);
    }
  }

  /** Only a publish is worth telling of: the rest is about connections that this hub cannot have. */
  private refuse(node: string, fact: TeamFact): void {
    if (fact[0] !== 'event') {
      return;
    }
    const [, app, channels, event, data] = fact;
    const reason = `Another node of the team published to app ${shorten(app, 100)}, which this hub does not have.`;
    this.scope.context.recorder.record({
      kind: 'refused',
      action: 'publish',
      direction: 'up',
      protocol: 'pusher',
      app,
      channel: channels.join(', '),
      event,
      body: Buffer.from(JSON.stringify({ name: event, channels, data })),
      detail: { reason, hint: 'Give all nodes of a team the same apps.', check: 'app', node },
      summary: shorten(`Refused: ${reason}`, 200),
    });
  }
}
