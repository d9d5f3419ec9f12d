import { RawClient } from '../pusher/raw-client.test-support';
import { describeCodec } from '../suites/codec.suite';
import { describeHubSide, type SuiteClient } from '../suites/hub.suite';
import { ably } from '.';
import { ablyKey, basic } from './running-ably.test-support';

describeCodec(ably, [
  '{"name":"order.shipped","data":"{\\"id\\":7}","encoding":"json"}',
  '{"name":"text","data":"plain"}',
  '{"name":"bytes","data":"/w==","encoding":"base64"}',
]);

describeHubSide({
  protocol: ably,
  connect,
  publish: async (url, channel, event, data, connectionKey) => {
    const headers = { ...basic(ablyKey), 'content-type': 'application/json' };
    const body = JSON.stringify({ name: event, data, connectionKey });
    const answer = await fetch(`${url}/channels/${channel}/messages`, { method: 'POST', headers, body });
    if (answer.status !== 201) throw new Error(await answer.text());
  },
});

interface Frame {
  readonly action: number;
  readonly channel: string;
  readonly connectionId: string;
  readonly messages: readonly { readonly name: string; readonly data: string }[];
}

/** A client that wants no echo: only such a one can be left out. */
async function connect(url: string): Promise<SuiteClient> {
  const client = new RawClient(`${url.replace('http', 'ws')}/?key=${ablyKey}&format=json&echo=false&v=6`);
  const next = async () => (await client.next()) as unknown as Frame;
  const { connectionId } = await next();
  const until = async (action: number): Promise<readonly Frame[]> => {
    const before: Frame[] = [];
    for (;;) {
      const frame = await next();
      if (frame.action === action) return before;
      before.push(frame);
    }
  };
  return {
    socketId: connectionId,
    subscribe: async (channel) => {
      client.send({ action: 10, channel });
      await until(11);
    },
    unsubscribe: async (channel) => {
      client.send({ action: 12, channel });
      await until(13);
    },
    events: async () => {
      client.send({ action: 0, id: 'now' });
      return (await until(0)).flatMap(({ channel, messages }) =>
        messages.map(({ name, data }) => ({ channel, event: name, data })),
      );
    },
    sendBytes: (bytes, isBinary) => client.socket.send(bytes, { binary: isBinary }),
    close: () => client.socket.close(1000),
    closed: client.closed,
  };
}
