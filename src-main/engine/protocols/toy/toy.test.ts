import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { defaultApp } from '../../hub/apps';
import { systemClock } from '../../hub/clocks.test-support';
import { createHub } from '../../hub/create-hub';
import { MemoryRecorder } from '../../hub/memory-recorder.test-support';
import { createProtocols } from '..';
import { describeCodec } from '../suites/codec.suite';
import type { SuiteClient } from '../suites/hub.suite';
import { describeHubSide } from '../suites/hub.suite';
import { toy } from '.';

describeCodec(toy, ['orders\tshipped\t{"id":7}', 'a\tb\t"c"', 'a\tb\tnull']);

describeHubSide({
  protocol: toy,
  connect,
  publish: async (url, channel, event, data) => {
    const response = await fetch(`${url}/toy/${channel}/${event}`, { method: 'POST', body: data });
    if (response.status !== 200) {
      throw new Error(await response.text());
    }
  },
});

async function connect(url: string): Promise<SuiteClient> {
  const socket = new WebSocket(`${url.replace('http', 'ws')}/toy`);
  const texts: string[] = [];
  socket.on('message', (data) => texts.push(data.toString()));
  const closed = once(socket, 'close');
  await once(socket, 'open');
  const ask = async (): Promise<void> => {
    socket.send('?');
    while (texts.at(-1) !== '!') {
      await once(socket, 'message');
    }
    texts.pop();
  };
  await ask();
  return {
    socketId: 'child-41',
    subscribe: async (channel) => {
      socket.send(`+${channel}`);
      await ask();
    },
    unsubscribe: async (channel) => {
      socket.send(`-${channel}`);
      await ask();
    },
    events: async () => {
      await ask();
      return texts.splice(0).map((text) => {
        const [channel = '', event = '', data = ''] = text.split('\t');
        return { channel, event, data };
      });
    },
    sendBytes: (bytes, isBinary) => socket.send(bytes, { binary: isBinary }),
    close: () => socket.close(),
    closed,
  };
}

test('the list of protocols and one more serve side by side on one listener', async () => {
  const recorder = new MemoryRecorder();
  const parts = { recorder, clock: systemClock, random: Math.random, apps: [defaultApp], firstConnectionId: 41 };
  const hub = createHub({ ...parts, protocols: [...createProtocols(), toy] });
  const [listener] = await hub.listen([{ host: '127.0.0.1', port: 0, asked: true }]);
  const child = await connect(listener?.url ?? '');
  await child.subscribe('box');
  expect(hub.send({ app: 'toy', channel: 'box', event: 'e', data: '1', excludeSocketId: '' })).toMatchObject({
    matched: 1,
  });
  expect(hub.send({ app: '12345', channel: 'other', event: 'e', data: '1', excludeSocketId: '' })).toMatchObject({
    ok: true,
  });
  expect(hub.channels().map(({ protocol }) => protocol)).toEqual(['pusher', 'toy']);
  expect(hub.connections().map(({ protocol }) => protocol)).toEqual(['toy']);
  await hub.close();
});
