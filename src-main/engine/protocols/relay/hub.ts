import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ChannelSummary, Draft, Preview, PreviewedDraft, SendResult } from '../../../contract/hub';
import { limits } from '../../../contract/limits';
import type { RelaySettings } from '../../../contract/relay';
import type { HubContext, Upgrade } from '../../hub/hub-context';
import { Rooms } from '../../hub/rooms';
import type { FedMessage, HubService, HubSide } from '../protocol-module';
import { refusalOf } from './hub/admit';
import { feed } from './hub/feed';
import { Heartbeat } from './hub/heartbeat';
import { app, protocol, rootPath } from './hub/names';
import { open, refuse, subscription } from './hub/open';
import type { RelayPeer } from './hub/peer';
import { reply } from './hub/replies';
import { answer, publish, type RelayScope, type Said, sayAsPeer } from './hub/say';
import { sendDraft } from './hub/send-draft';
import type { LiveRelaySettings } from './settings';

/**
 * WebSockets at paths of no protocol, passed on to each other: what a Ratchet server with a chat as its component does,
 * and what a page that was written against one needs.
 */
export function createHubSide(settings: LiveRelaySettings): HubSide<HubContext> {
  return {
    owns: () => false,
    takesOthers: () => settings.current.enabled,
    looksAlike: (meant, other) => trimmed(meant) === trimmed(other),
    start: (context) => new RelayHub(context, settings),
  };
}

/** `/chat` and `/chat/` and `/Chat` are rooms of their own, and mixed up easily. */
const trimmed = (path: string): string => path.toLowerCase().replace(/\/+$/, '');

/** Going away, RFC 6455 section 7.4.1. */
const goingAway = 1001;

export class RelayHub implements HubService, RelayScope {
  readonly rooms: Rooms<RelayPeer>;
  private readonly peers = new Set<RelayPeer>();
  private readonly byName = new Map<string, RelayPeer>();
  private readonly heartbeat: Heartbeat;

  constructor(
    readonly context: HubContext,
    private readonly settings: LiveRelaySettings,
  ) {
    this.rooms = new Rooms(context.rate);
    this.heartbeat = new Heartbeat(context, this.peers);
    this.heartbeat.every(settings.current.pingS);
    settings.onChange((now, before) => this.changed(now, before));
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, listener: string): void {
    const upgrade: Upgrade = { request, socket, head, listener };
    const path = this.context.http.path(request);
    const refusal = refusalOf(this.settings.current, upgrade, path);
    if (refusal !== null) {
      refuse(this, upgrade, path, refusal);
      return;
    }
    const peer = open(this, upgrade, path, this.roomOf(path), {
      heard: (sender, data, isBinary) => this.hear(sender, data, isBinary),
      gone: (left) => {
        this.peers.delete(left);
        this.byName.delete(left.name);
        this.rooms.leave(left.room, left);
        this.context.changed();
      },
    });
    if (peer === null) {
      return;
    }
    this.peers.add(peer.peer);
    this.byName.set(peer.peer.name, peer.peer);
    this.context.changed();
    reply(this, this.settings.current.replies, { when: 'open', peer: peer.peer, message: '', cause: peer.seq });
  }

  request(_request: IncomingMessage, response: ServerResponse): void {
    this.context.http.text(response, 404, 'The relay has WebSockets only.');
  }

  channels(): readonly ChannelSummary[] {
    return this.rooms.summaries(this.context.clock.nowMs(), () => ({ app, protocol, kind: 'public', members: null }));
  }

  members = () => [];

  preview({ protocol: named, app: asked, channel, excludeSocketId }: PreviewedDraft): Preview {
    const connections = named !== undefined || asked === app ? this.rooms.connections(this.roomOf(channel)) : [];
    const except = this.byName.get(excludeSocketId)?.connection;
    return { matched: connections.length, excluded: except !== undefined && connections.includes(except) ? 1 : 0 };
  }

  send(draft: Draft): SendResult {
    const { asSocketId = '' } = draft;
    const peer = asSocketId === '' ? null : this.byName.get(asSocketId);
    return sendDraft(draft, {
      peer,
      except: this.byName.get(draft.excludeSocketId)?.connection ?? null,
      publish: (saying) => publish(this, saying),
      say: (sender, payload, room) => this.pass(sender, payload, false, room, 'Hubbub'),
      roomOf: (path) => this.roomOf(path),
    });
  }

  feed(message: FedMessage): void {
    feed(this, message);
  }

  async close(): Promise<void> {
    this.heartbeat.stop();
    this.endAll('The hub is shutting down.');
  }

  private hear(peer: RelayPeer, data: Buffer, isBinary: boolean): void {
    const { seq } = this.pass(peer, data, isBinary, peer.room, '');
    const { replies } = this.settings.current;
    if (replies.length > 0 && data.length <= limits.frameBytes) {
      const message = isBinary ? '' : data.toString();
      reply(this, replies, { when: 'message', peer, message, cause: seq });
    }
  }

  /** `sentBy`: who had it sent in the name of a connection; '' for the connection itself. */
  private pass(peer: RelayPeer, payload: Uint8Array, isBinary: boolean, room: string, sentBy: string): Said {
    const { mode } = this.settings.current;
    const detail = { mode, ...(sentBy === '' ? {} : { sentBy }) };
    const saying = { room, payload, isBinary, detail };
    if (mode === 'others' || mode === 'all') {
      return sayAsPeer(this, peer, { ...saying, except: mode === 'all' ? null : peer.connection });
    }
    const said = sayAsPeer(this, peer, { ...saying, except: null, isForNobody: true });
    if (mode === 'echo') {
      answer(this, peer, { payload, isBinary, cause: said.seq });
    }
    return said;
  }

  private roomOf(path: string): string {
    return this.settings.current.rooms ? path : rootPath;
  }

  private changed(now: RelaySettings, before: RelaySettings): void {
    if (now.pingS !== before.pingS) {
      this.heartbeat.every(now.pingS);
    }
    if (!now.enabled) {
      this.endAll('The relay was switched off in Settings.');
    } else if (now.rooms !== before.rooms) {
      for (const peer of this.peers) {
        this.move(peer, this.roomOf(peer.path));
      }
    }
    this.context.changed();
  }

  private move(peer: RelayPeer, room: string): void {
    if (peer.room !== room) {
      subscription(this, peer, 'unsubscribe');
      this.rooms.leave(peer.room, peer);
      peer.room = room;
      this.rooms.enter(room, peer, null);
      subscription(this, peer, 'subscribe');
    }
  }

  private endAll(reason: string): void {
    for (const { connection } of [...this.peers]) {
      connection.close(goingAway, reason);
    }
  }
}
