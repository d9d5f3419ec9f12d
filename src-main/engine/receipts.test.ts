import { cpSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { publish, userAuth } from './protocols/pusher/signed-request.test-support';
import { connect, folder, publishes, receipt, seqsOf, start, subscribe } from './receipts.test-support';

describe('the receipt of a publish', () => {
  test('of an engine that died says for open connections that nobody knows', async () => {
    const dataDir = await folder();
    const { port, call } = await start(dataDir);
    await subscribe(await connect(port), 'news');
    await publish(port, { name: 'e', channels: ['news'], data: 'x' });
    const [seq = 0] = await publishes(call, 1);
    // The files of a process that was killed now.
    const copyDir = await folder();
    cpSync(dataDir, copyDir, { recursive: true, filter: (path) => !path.endsWith('lock') });
    const again = await start(copyDir);
    expect((await receipt(again.call, seq)).channels).toMatchObject([
      { channel: 'news', matched: 1, unknown: 1, written: 0, cut: 0, recipients: [{ state: 'unknown' }] },
    ]);
  });

  test('to nobody has matched 0, and who was subscribed to what looks like it at that moment', async () => {
    const { port, call } = await start(await folder());
    const [one, two] = [await connect(port), await connect(port)];
    await subscribe(one, 'private-orders.7');
    await subscribe(two, 'invoices');
    await publish(port, { name: 'e', channels: ['orders.7', 'other'], data: 'x' });
    one.socket.close(1000);
    await one.closed;
    await subscribe(two, 'Orders-7');
    const [seq = 0] = await publishes(call, 1);
    expect((await receipt(call, seq)).channels).toMatchObject([
      {
        channel: 'orders.7',
        matched: 0,
        recipients: [],
        nearMisses: [{ socketId: one.socketId, channel: 'private-orders.7' }],
      },
      { channel: 'other', matched: 0, nearMisses: [] },
    ]);
  });

  test('to a user is of the connections that have signed in as this user', async () => {
    const { port, call } = await start(await folder());
    const channel = '#server-to-user-anna';
    const clients = [await connect(port), await connect(port), await connect(port)] as const;
    for (const [index, client] of clients.entries()) {
      await client.signIn(userAuth(client.socketId, { id: index < 2 ? 'anna' : 'bob' }));
      await client.subscribe(channel);
    }
    await publish(port, { name: 'e', channel, data: 'x' });
    const [seq = 0] = await publishes(call, 1);
    const state = { user: 'anna', state: 'written' };
    expect((await receipt(call, seq)).channels).toMatchObject([
      {
        channel,
        matched: 2,
        written: 2,
        recipients: [
          { socketId: clients[0].socketId, ...state },
          { socketId: clients[1].socketId, ...state },
        ],
      },
    ]);
    expect(await seqsOf(call, 'kind:auth client:anna', 2)).toHaveLength(2);
    expect(await seqsOf(call, 'kind:auth client:bob', 1)).toHaveLength(1);
  });

  test('of what a cache channel remembered is of its new subscriber alone', async () => {
    const { port, call } = await start(await folder());
    const early = await connect(port);
    await subscribe(early, 'cache-state');
    await publish(port, { name: 'e', channel: 'cache-state', data: 'x' });
    const late = await connect(port);
    await subscribe(late, 'cache-state');
    const [delivery = 0, replay = 0] = await seqsOf(call, 'kind:deliver', 2);
    const toOne = { channel: 'cache-state', matched: 1, written: 1 };
    expect(await receipt(call, replay)).toMatchObject({
      publish: replay,
      channels: [{ ...toOne, recipients: [{ socketId: late.socketId, state: 'written' }] }],
    });
    expect((await receipt(call, delivery)).channels).toMatchObject([
      { ...toOne, recipients: [{ socketId: early.socketId, state: 'written' }] },
    ]);
    expect(await seqsOf(call, `kind:deliver client:${early.socketId}`, 1)).toEqual([delivery]);
    expect(await seqsOf(call, `kind:deliver client:${late.socketId}`, 1)).toEqual([replay]);
  });

  test('to a hundred channels with long names is whole', async () => {
    const { port, call } = await start(await folder());
    const client = await connect(port);
    const names = Array.from({ length: 100 }, (_, index) => `${'n'.repeat(190)}-${index}`);
    for (const name of names) await subscribe(client, name);
    await publish(port, { name: 'e', channels: names, data: 'x', socket_id: client.socketId });
    await publish(port, { name: 'e', channels: names, data: 'x' });
    await client.flush();
    const [excluded = 0, all = 0] = await publishes(call, 2);
    const first = await receipt(call, excluded);
    expect(first.channels.map((one) => [one.channel, one.matched, one.excluded])).toEqual(
      names.map((name) => [name, 1, 1]),
    );
    const second = await receipt(call, all);
    expect(second.channels.map((one) => [one.channel, one.matched, one.written])).toEqual(
      names.map((name) => [name, 1, 1]),
    );
  });

  test('of a slow reader is still buffered, and cut once it is gone', async () => {
    const { port, call } = await start(await folder());
    const client = await connect(port);
    await subscribe(client, 'news');
    client.pause();
    const data = 'x'.repeat(10_240);
    const isSlow = async () => (await call('hub.connections', undefined))[0]?.state === 'slow';
    let sent = 0;
    while (!(await isSlow())) {
      await Promise.all(Array.from({ length: 20 }, () => publish(port, { name: 'e', channels: ['news'], data })));
      sent += 20;
    }
    const seqs = await publishes(call, sent);
    const last = seqs.at(-1) ?? 0;
    expect((await receipt(call, seqs[0] ?? 0)).channels).toMatchObject([{ matched: 1, written: 1 }]);
    expect((await receipt(call, last)).channels).toMatchObject([{ matched: 1, buffered: 1, written: 0 }]);
    client.close();
    await expect.poll(async () => (await receipt(call, last)).channels[0]?.cut).toBe(1);
  });

  test('that was refused has the reason, and no channels', async () => {
    const { port, call } = await start(await folder());
    await publish(port, { name: 'e', channels: ['news'], data: 'x' }, { secret: 'wrong' });
    const [seq = 0] = await seqsOf(call, 'kind:refused', 1);
    expect(await receipt(call, seq)).toMatchObject({
      channels: [],
      refused: expect.stringContaining('Invalid signature'),
    });
  });
});
