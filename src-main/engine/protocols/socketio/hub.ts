import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ChannelSummary, Draft, Member, Preview, PreviewedDraft, SendResult } from '../../../contract/hub';
import { isJson } from '../../../contract/json-text';
import { limits } from '../../../contract/limits';
import type { Timer } from '../../clock';
import { memberText } from '../../formats/json-slice';
import type { HubContext, Upgrade } from '../../hub/hub-context';
import type { FedMessage, HubService, HubSide } from '../protocol-module';
import { answerApi, isApiRequest } from './hub/api';
import { EngineWire } from './hub/engine-wire';
import { watchEngines } from './hub/heartbeat';
import { app, enginePath, protocol } from './hub/names';
import { open } from './hub/open';
import type { SocketPeer } from './hub/peer';
import { answerPreflight, type EngineFault, faultWords, poll, refuseRequest, take } from './hub/polls';
import { publish } from './hub/publish';
import { sayWhisper, whisperFault } from './hub/relay';
import { EchoRooms } from './hub/rooms';
import type { SocketScope } from './hub/scope';
import { upgradeWire } from './hub/upgrade';
import type { EngineVersion, Packet } from './payload';
import type { LiveSocketIoSettings } from './settings';

/** Socket.IO of both ages, with what laravel-echo-server does on top of it. */
export function createHubSide(settings: LiveSocketIoSettings): HubSide<HubContext> {
  return {
    owns: (path) => path === enginePath || `${path}/` === enginePath,
    claims: isApiRequest,
    looksAlike: (meant, other) => plainName(meant) === plainName(other),
    start: (context) => new SocketIoHub(context, settings),
  };
}

/** `orders` against `private-orders`, and either with Laravel's prefix of Redis left in front. */
const plainName = (channel: string): string =>
  channel.replace(/^.*?(?:_database_|-database-)/, '').replace(/^(private|presence)-/, '');

/** A polling client and where its packets go. */
interface Polling {
  readonly wire: EngineWire;
  readonly version: EngineVersion;
}

class SocketIoHub implements HubService, SocketScope {
  readonly rooms: EchoRooms;
  private readonly peers = new Set<SocketPeer>();
  private readonly bySocketId = new Map<string, SocketPeer>();
  private readonly polling = new Map<string, Polling>();
  private readonly watch: Timer;
  private readonly startedAtMs: number;

  constructor(
    readonly context: HubContext,
    readonly settings: LiveSocketIoSettings,
  ) {
    this.rooms = new EchoRooms(context.rate);
    this.startedAtMs = context.clock.nowMs();
    this.watch = watchEngines(this, this.peers);
  }

  find(socketId: string): SocketPeer | undefined {
    return this.bySocketId.get(socketId);
  }

  named(socketId: string, peer: SocketPeer): void {
    this.bySocketId.set(socketId, peer);
  }

  unnamed(socketId: string): void {
    this.bySocketId.delete(socketId);
  }

  newId(): string {
    return randomBytes(15).toString('base64url');
  }

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, listener: string): void {
    const upgrade: Upgrade = { request, socket, head, listener };
    const { version, transport, sid } = asked(request);
    const known = sid === null ? undefined : this.polling.get(sid);
    if (version === null || transport !== 'websocket' || (sid !== null && known === undefined)) {
      const fault = version === null ? 'version' : transport !== 'websocket' ? 'transport' : 'session';
      this.refuseUpgrade(upgrade, fault);
    } else if (known !== undefined) {
      upgradeWire(this.context, known.wire, upgrade);
    } else {
      const connection = this.context.accept(upgrade);
      if (connection !== null) {
        this.opened(open(this, connection, version, this.newId(), request, 'websocket', this.gone), null);
      }
    }
  }

  request(request: IncomingMessage, response: ServerResponse, listener: string): void {
    if (isApiRequest(request)) {
      answerApi(this, request, response, () => this.counts());
      return;
    }
    const { version, transport, sid } = asked(request);
    const known = sid === null ? undefined : this.polling.get(sid);
    if (request.method === 'OPTIONS') {
      answerPreflight(request, response);
    } else if (transport !== 'polling') {
      this.refuse(request, response, 'transport');
    } else if (version === null) {
      this.refuse(request, response, 'version');
    } else if (sid === null) {
      request.method === 'GET'
        ? this.openPolling(request, response, listener, version)
        : this.refuse(request, response, 'method');
    } else if (known === undefined) {
      this.refuse(request, response, 'session');
    } else if (request.method === 'GET') {
      if (!poll(known.wire, known.version, request, response)) {
        known.wire.terminate();
      }
    } else {
      take(this.context, known.wire, known.version, request, response, () => known.wire.terminate());
    }
  }

  channels(): readonly ChannelSummary[] {
    return this.rooms.list(this.context.clock.nowMs());
  }

  members(asked: string, channel: string): readonly Member[] {
    return asked === app ? this.rooms.users(channel) : [];
  }

  /** What an application broadcasts is for all who listen to its channel, and sockets belong to no app. */
  preview({ protocol: named, app: asked, channel, excludeSocketId }: PreviewedDraft): Preview {
    const connections = named !== undefined || asked === app ? this.rooms.connections(channel) : [];
    const except = this.find(excludeSocketId)?.connection;
    return { matched: connections.length, excluded: except !== undefined && connections.includes(except) ? 1 : 0 };
  }

  send(draft: Draft): SendResult {
    const { channel, event, data, excludeSocketId, asSocketId = '' } = draft;
    const text = data === '' ? 'null' : isJson(data) ? data : JSON.stringify(data);
    const fault = (message: string, hint: string): SendResult => ({
      ok: false,
      problem: { code: 'bad-input', message, hint },
    });
    if (event === '' || channel === '' || channel.length > limits.nameChars) {
      return fault('A message of Socket.IO needs a channel and an event.', 'Write both.');
    }
    const body = Buffer.from(JSON.stringify({ event, channel, data }));
    if (asSocketId === '') {
      const { seq, ...counts } = publish(this, {
        channel,
        event,
        data: text,
        socketId: excludeSocketId,
        body,
        detail: { sentBy: 'Hubbub' },
      });
      return { ok: true, publish: seq, ...counts };
    }
    const peer = this.find(asSocketId);
    if (peer === undefined) {
      const message = `No socket ${asSocketId.slice(0, 100)} is connected.`;
      return { ok: false, problem: { code: 'not-found', message, hint: 'Choose one of those that are.' } };
    }
    const unfit = whisperFault(peer, channel, event);
    if (unfit !== null) {
      return fault(unfit[0], unfit[1]);
    }
    const { seq, ...counts } = sayWhisper(this, peer, { channel, event, data: text, body, sentBy: 'Hubbub' });
    return { ok: true, publish: seq, ...counts };
  }

  feed({ broadcast, channel, payload, source, name }: FedMessage): void {
    if (broadcast !== null) {
      const { event, socketId } = broadcast;
      // As it was written, `socket` and all: laravel-echo-server passes it on so.
      const data = memberText(payload.toString(), 'data') ?? broadcast.data;
      publish(this, { channel, event, data, socketId, body: payload, detail: { source, name } });
    }
  }

  async close(): Promise<void> {
    this.watch.cancel();
    for (const { connection } of [...this.peers]) {
      connection.close(1001, 'The hub is shutting down.');
    }
  }

  private openPolling(
    request: IncomingMessage,
    response: ServerResponse,
    listener: string,
    version: EngineVersion,
  ): void {
    const sid = this.newId();
    const wire = new EngineWire(version, (packet) => this.frameOf(packet, version));
    const connection = this.context.adopt(wire, request, listener);
    this.polling.set(sid, { wire, version });
    this.opened(open(this, connection, version, sid, request, 'polling', this.gone), sid);
    poll(wire, version, request, response);
  }

  private frameOf(packet: Packet, version: EngineVersion): Buffer {
    return typeof packet === 'string'
      ? this.context.encodeText(packet).bytes
      : this.context.encodeMessage(version === 3 ? Buffer.concat([Buffer.from([4]), packet]) : packet, true).bytes;
  }

  private opened(peer: SocketPeer, _sid: string | null): void {
    this.peers.add(peer);
    this.context.changed();
  }

  private readonly gone = (peer: SocketPeer): void => {
    this.peers.delete(peer);
    this.polling.delete(peer.sid);
    for (const socketId of peer.namespaces.values()) {
      this.bySocketId.delete(socketId);
    }
    this.context.changed();
  };

  private counts() {
    const uptimeS = (this.context.clock.nowMs() - this.startedAtMs) / 1_000;
    return { connections: this.peers.size, uptimeS };
  }

  private refuse(request: IncomingMessage, response: ServerResponse, fault: EngineFault): void {
    request.resume();
    this.recordRefusal(request, fault, 'request');
    refuseRequest(request, response, fault);
  }

  private refuseUpgrade(upgrade: Upgrade, fault: EngineFault): void {
    this.recordRefusal(upgrade.request, fault, 'open');
    this.context.http.refuse(upgrade, 400, faultWords(fault));
  }

  private recordRefusal(request: IncomingMessage, fault: EngineFault, action: 'open' | 'request'): void {
    const reason = `This request is none of Engine.IO: ${faultWords(fault)}.`;
    const hint =
      fault === 'session'
        ? 'The hub was started anew, or the client was away for too long. It connects again by itself.'
        : 'Clients of Socket.IO 1 to 4 add EIO=3 or EIO=4 and transport=polling or websocket.';
    this.context.recorder.record({
      kind: 'refused',
      action,
      direction: 'up',
      protocol,
      app,
      code: 400,
      detail: {
        reason,
        hint,
        method: request.method ?? '',
        path: request.url ?? '',
        origin: request.headers.origin ?? '',
        userAgent: request.headers['user-agent'] ?? '',
        remoteAddress: request.socket.remoteAddress ?? '',
      },
      summary: `Refused: ${reason}`.slice(0, limits.summaryChars),
    });
  }
}

/** What a request says of itself in its query; `sid` null for a new client. */
function asked(request: IncomingMessage): {
  readonly version: EngineVersion | null;
  readonly transport: string;
  readonly sid: string | null;
} {
  const { searchParams } = new URL(request.url ?? '/', 'http://hub');
  const engine = searchParams.get('EIO');
  return {
    version: engine === '4' ? 4 : engine === '3' ? 3 : null,
    transport: searchParams.get('transport') ?? '',
    sid: searchParams.get('sid'),
  };
}
