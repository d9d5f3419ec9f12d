import { defaultApp } from '../../hub/apps';
import { describeCodec } from '../suites/codec.suite';
import type { SuiteClient } from '../suites/hub.suite';
import { describeHubSide } from '../suites/hub.suite';
import { pusher } from '.';
import type { RawFrame } from './raw-client.test-support';
import { RawClient } from './raw-client.test-support';
import { publish } from './signed-request.test-support';

describeCodec(pusher, [
  '{"event":"pusher:connection_established","data":"{\\"socket_id\\":\\"1.2\\",\\"activity_timeout\\":120}"}',
  '{"event":"order.shipped","channel":"orders","data":"{\\"id\\":7,\\"meta\\":\\"[1]\\"}"}',
  '{"event":"client-x","channel":"private-a","data":{"n":1},"user_id":"2"}',
  '{"event":"pusher:ping","data":{}}',
]);

describeHubSide({
  protocol: pusher,
  connect,
  publish: async (url, channel, event, data, excludeSocketId) => {
    const body = { name: event, channels: [channel], data, socket_id: excludeSocketId };
    const { status, text } = await publish(Number(new URL(url).port), body);
    if (status !== 200) {
      throw new Error(text);
    }
  },
});

async function connect(url: string): Promise<SuiteClient> {
  const client = new RawClient(`${url.replace('http', 'ws')}/app/${defaultApp.key}?protocol=7`);
  await client.opened;
  await client.established();
  return {
    socketId: client.socketId,
    subscribe: async (channel) => {
      await client.subscribe(channel);
    },
    unsubscribe: async (channel) => {
      client.send({ event: 'pusher:unsubscribe', data: { channel } });
      await client.flush();
    },
    events: async () => (await client.flush()).map(toEvent),
    sendBytes: (bytes, isBinary) => client.socket.send(bytes, { binary: isBinary }),
    close: () => client.socket.close(1000),
    closed: client.closed,
  };
}

function toEvent({ channel, event, data }: RawFrame) {
  return { channel: channel ?? '', event, data: data as string };
}
