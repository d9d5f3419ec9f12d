import type { Duplex } from 'node:stream';
import type { HubService, ProtocolModule } from '../protocols/protocol-module';
import type { HubConnection } from './connection';
import type { EncodedFrame } from './frame';
import type { HubContext } from './hub-context';

/** What a test does to the connections of a hub, and what it sees of them. */
export interface PlainProtocol extends ProtocolModule<HubContext> {
  readonly connections: HubConnection[];
  readonly heard: string[];
  /** Sends a text to some connections as one frame; each send has an entry of its own. */
  send(to: readonly HubConnection[], text: string): EncodedFrame;
}

/** The least a protocol can be: WebSockets on /plain, no channels. Text `fail` makes it throw, as a mistake of ours would. */
export function plainProtocol(): PlainProtocol {
  const connections: HubConnection[] = [];
  const heard: string[] = [];
  let context: HubContext;
  const service: HubService = {
    upgrade(request, socket: Duplex, head, listener) {
      const connection = context.accept({ request, socket, head, listener });
      if (connection === null) {
        return;
      }
      connections.push(connection);
      connection.attach({
        app: 'plain',
        onText: (data) => hear(data.toString()),
        onBinary: (data) => hear(`binary ${data.toString()}`),
        onControl: () => heard.push('control'),
        onClose: () => heard.push('closed'),
        label: () => ({ socketId: String(connection.id), user: '', channels: [] }),
      });
    },
    request(request, response) {
      if (request.url === '/plain/fail') {
        throw new Error('a mistake of ours');
      }
      let body = '';
      request.on('data', (chunk) => {
        body += chunk;
      });
      request.on('end', () => context.http.text(response, 200, `plain ${request.method} ${body}`));
    },
    channels: () => [],
    members: () => [],
    preview: () => ({ matched: 0, excluded: 0 }),
    send: () => ({ ok: false, problem: { code: 'not-supported', message: 'Plain sends nothing.', hint: '' } }),
    close: async () => {
      for (const connection of connections) {
        connection.close(1001, 'the hub ends');
      }
    },
  };
  function hear(text: string): void {
    heard.push(text);
    if (text === 'fail') {
      throw new Error('a mistake of ours');
    }
  }
  return {
    descriptor: { id: 'plain' } as PlainProtocol['descriptor'],
    codec: {} as PlainProtocol['codec'],
    hub: {
      owns: (path) => path.startsWith('/plain'),
      looksAlike: () => false,
      start: (given) => {
        context = given;
        return service;
      },
    },
    connections,
    heard,
    send(to, text) {
      const frame = context.encodeText(text);
      const seq = context.recorder.record({ kind: 'note', protocol: 'plain', body: frame.payload });
      const outgoing = { bytes: frame.bytes, seq };
      for (const connection of to) {
        connection.send(outgoing);
      }
      return frame;
    },
  };
}
