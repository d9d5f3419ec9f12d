import { once } from 'node:events';
import { expect, test } from 'vitest';
import { WebSocket } from 'ws';
import { folder, receipt, seqsOf, start } from './receipts.test-support';

async function join(port: number, path: string): Promise<WebSocket> {
  const socket = new WebSocket(`ws://127.0.0.1:${port}${path}`);
  await once(socket, 'open');
  return socket;
}

test('who got a message of the relay: the others of its room, by the mode of that moment', async () => {
  const { port, call, engine } = await start(await folder());
  const sockets = [await join(port, '/chat'), await join(port, '/chat'), await join(port, '/news')];
  const [anna, ben] = sockets as [WebSocket, WebSocket, WebSocket];
  const heard = once(ben, 'message');
  anna.send('to the others');
  await heard;
  await call('settings.change', { path: 'relay.mode', value: 'all' });
  const own = once(anna, 'message');
  anna.send('to all');
  await own;
  await call('settings.change', { path: 'relay.mode', value: 'echo' });
  const echo = once(anna, 'message');
  anna.send('to myself');
  await echo;

  const [others = 0, all = 0, echoed = 0] = await seqsOf(call, 'kind:client', 3);
  const [first] = (await receipt(call, others)).channels;
  expect(first).toMatchObject({ channel: '/chat', matched: 2, written: 1, excluded: 1 });
  expect(first?.recipients.map(({ socketId, state }) => `${socketId} ${state}`)).toEqual([
    'relay-1 excluded',
    'relay-2 written',
  ]);
  expect((await receipt(call, all)).channels[0]).toMatchObject({ matched: 2, written: 2, excluded: 0 });
  expect(await call('entry.receipt', { seq: echoed })).toBeNull();
  const [delivered = 0] = await seqsOf(call, 'kind:deliver', 1);
  expect((await receipt(call, delivered)).channels[0]?.recipients.map(({ socketId }) => socketId)).toEqual(['relay-1']);
  for (const socket of sockets) socket.terminate();
  await engine.close();
});

test('a draft that goes to a room nobody is in names one that is spelt alike', async () => {
  const { port, call } = await start(await folder());
  const anna = await join(port, '/chat');
  await call('message.send', {
    app: 'relay',
    protocol: 'relay',
    channel: '/Chat/',
    event: '',
    data: 'x',
    excludeSocketId: '',
  });
  const [publish = 0] = await seqsOf(call, 'kind:publish', 1);
  expect((await receipt(call, publish)).channels).toMatchObject([
    { channel: '/Chat/', matched: 0, nearMisses: [{ channel: '/chat', socketId: 'relay-1' }] },
  ]);
  anna.terminate();
});
