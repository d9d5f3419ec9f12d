import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { ChannelSummary, Draft, Preview, PreviewedDraft, SendResult } from '../../../contract/hub';
import type { HubConnection } from '../../hub/connection';
import type { HubContext } from '../../hub/hub-context';
import type { HubService, HubSide } from '../protocol-module';

/** `+box` subscribes, `-box` unsubscribes, `?` is answered with `!`; POST /toy/BOX/LABEL publishes its body. */
export const hub: HubSide<HubContext> = {
  owns: (path) => path === '/toy' || path.startsWith('/toy/'),
  looksAlike: () => false,
  start: (context) => new ToyHub(context),
};

const app = 'toy';
const protocol = 'toy';

class ToyHub implements HubService {
  private readonly boxes = new Map<string, { readonly children: Set<HubConnection>; messages: number }>();
  private readonly children = new Set<HubConnection>();

  constructor(private readonly context: HubContext) {}

  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, listener: string): void {
    const child = this.context.accept({ request, socket, head, listener });
    if (child === null) {
      return;
    }
    this.children.add(child);
    child.attach({
      app,
      onText: (data) => this.hear(child, data),
      onBinary: (data) => this.refuse(child, data),
      onControl: () => {},
      onClose: () => {
        this.children.delete(child);
        for (const { children } of this.boxes.values()) {
          children.delete(child);
        }
      },
      label: () => ({ socketId: `child-${child.id}`, user: '', channels: this.boxesOf(child) }),
    });
    const detail = { ...child.peer, socketId: `child-${child.id}`, library: '' };
    this.context.recorder.record({
      kind: 'connection',
      action: 'open',
      direction: 'up',
      protocol,
      app,
      connection: child.id,
      detail,
    });
  }

  request(request: IncomingMessage, response: ServerResponse): void {
    const [, , box = '', label = ''] = (request.url ?? '').split('/');
    this.context.http.readBody(request, response, (body) => {
      if (body === null || box === '') {
        this.context.http.text(response, 400, 'POST /toy/BOX/LABEL');
      } else {
        this.publish(box, label, body);
        this.context.http.text(response, 200, 'ok');
      }
    });
  }

  channels(): readonly ChannelSummary[] {
    return [...this.boxes].map(([name, { children, messages }]) => ({
      app,
      protocol,
      name,
      kind: 'public',
      subscribers: children.size,
      members: null,
      messages,
      messagesPerSecond: 0,
      refusals: 0,
      lastRefusalCode: null,
    }));
  }

  members = () => [];

  preview({ channel }: PreviewedDraft): Preview {
    return { matched: this.boxes.get(channel)?.children.size ?? 0, excluded: 0 };
  }

  send(draft: Draft): SendResult {
    return { ok: true, ...this.publish(draft.channel, draft.event, Buffer.from(draft.data)), excluded: 0 };
  }

  async close(): Promise<void> {
    for (const child of this.children) {
      child.close(1001, 'the hub ends');
    }
  }

  private publish(box: string, label: string, body: Buffer): { publish: number; matched: number } {
    const { recorder } = this.context;
    const entry = this.box(box);
    entry.messages += 1;
    const matched = entry.children.size;
    const about = { protocol, app, channel: box, event: label, matched };
    const publish = recorder.record({ ...about, kind: 'publish', direction: 'up', body });
    if (matched > 0) {
      const frame = this.context.encodeText(`${box}\t${label}\t${body.toString()}`);
      const seq = recorder.record({
        ...about,
        kind: 'deliver',
        direction: 'down',
        cause: publish,
        body: frame.payload,
      });
      const outgoing = { bytes: frame.bytes, seq };
      for (const child of entry.children) {
        child.send(outgoing);
      }
    }
    return { publish, matched };
  }

  private hear(child: HubConnection, body: Buffer): void {
    const text = body.toString();
    const box = text.slice(1);
    if (text.startsWith('+') || text.startsWith('-')) {
      const action = text.startsWith('+') ? 'subscribe' : 'unsubscribe';
      const { children } = this.box(box);
      action === 'subscribe' ? children.add(child) : children.delete(child);
      this.context.recorder.record({
        kind: 'subscribe',
        action,
        direction: 'up',
        protocol,
        app,
        connection: child.id,
        channel: box,
        body,
      });
    } else if (text === '?') {
      const frame = this.context.encodeText('!');
      const seq = this.context.recorder.record({
        kind: 'ping',
        action: 'heartbeat',
        protocol,
        app,
        connection: child.id,
      });
      child.send({ bytes: frame.bytes, seq });
    } else {
      this.refuse(child, body);
    }
  }

  private refuse(child: HubConnection, body: Buffer): void {
    this.context.recorder.record({ kind: 'error', direction: 'up', protocol, app, connection: child.id, body });
  }

  private box(name: string) {
    const box = this.boxes.get(name) ?? { children: new Set<HubConnection>(), messages: 0 };
    this.boxes.set(name, box);
    return box;
  }

  private boxesOf(child: HubConnection): readonly string[] {
    return [...this.boxes].filter(([, { children }]) => children.has(child)).map(([name]) => name);
  }
}
