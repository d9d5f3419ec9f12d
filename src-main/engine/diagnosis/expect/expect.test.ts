import { describe, expect, test } from 'vitest';
import type { Expectation, ExpectInput } from '../../../contract/expect';
import { limits } from '../../../contract/limits';
import type { Caller } from '../../engine.test-support';
import { application } from '../../protocols/pusher/pass-through.test-support';
import { publish } from '../../protocols/pusher/signed-request.test-support';
import { connect, folder, type Started, start, subscribe } from '../../receipts.test-support';

const shortMs = 1_000;
const longMs = 20_000;

const wanted: ExpectInput = { app: '', channel: 'orders', event: 'OrderShipped', where: [], timeoutMs: shortMs };

/** Arms, does something, and waits for the end. */
async function expected(
  { call }: Pick<Started, 'call'>,
  input: Partial<ExpectInput>,
  act: () => Promise<unknown> | unknown = () => {},
): Promise<Expectation> {
  const { id } = await call('expect.arm', { ...wanted, ...input });
  await act();
  return call('expect.wait', { id });
}

const send = (call: Caller, channel: string, event: string, data = '{"id":7}', excludeSocketId = '') =>
  call('message.send', { app: '12345', channel, event, data, excludeSocketId });

describe('it arrived', () => {
  test('with the entry, how many got it, and the receipt', async () => {
    const started = await start(await folder());
    for (let count = 0; count < 2; count += 1) await subscribe(await connect(started.port), 'orders');
    const result = await expected(started, { timeoutMs: longMs }, () =>
      publish(started.port, { name: 'App\\Events\\OrderShipped', channel: 'orders', data: '{"id":7}' }),
    );
    expect(result).toMatchObject({
      state: 'arrived',
      absence: null,
      arrival: { channel: 'orders', event: 'App\\Events\\OrderShipped', receivers: 2, app: '12345' },
    });
    expect(result.arrival?.receipt?.channels).toMatchObject([{ channel: 'orders', matched: 2 }]);
    const body = await started.call('entry.body', { seq: result.arrival?.seq ?? 0 });
    expect(body?.row.kind).toBe('deliver');
  });

  test('only what comes after it was armed counts, to the entry', async () => {
    const started = await start(await folder());
    await subscribe(await connect(started.port), 'orders');
    // Not yet handed to the store when it is armed.
    const sending = send(started.call, 'orders', 'OrderShipped');
    const result = await expected(started, {}, () => sending);
    expect(result).toMatchObject({ state: 'missed' });
    const again = await expected(started, { timeoutMs: longMs }, () => send(started.call, 'orders', 'OrderShipped'));
    expect(again.arrival?.seq).toBeGreaterThan(again.after);
  });

  test('all conditions have to hold, whatever came before', async () => {
    const started = await start(await folder());
    await subscribe(await connect(started.port), 'orders');
    const where = ['id=7', '$.user.name="Anna B"', 'items[0].sku=a'];
    const data = (id: number) => JSON.stringify({ id, user: { name: 'Anna B' }, items: [{ sku: 'a' }] });
    const result = await expected(started, { where, timeoutMs: longMs }, async () => {
      await send(started.call, 'orders', 'OrderShipped', data(8));
      await send(started.call, 'orders', 'OrderShipped', data(7));
    });
    expect(result.state).toBe('arrived');
    const body = await started.call('entry.body', { seq: result.arrival?.seq ?? 0 });
    expect(Buffer.from(body?.rawBase64 ?? '', 'base64').toString()).toContain('\\"id\\":7');
  });

  test('a client event arrives with those that are not its sender', async () => {
    const started = await start(await folder());
    const sender = await connect(started.port);
    await subscribe(sender, 'private-chat');
    await subscribe(await connect(started.port), 'private-chat');
    const result = await expected(started, { channel: 'private-*', event: 'client-typing', timeoutMs: longMs }, () =>
      sender.send({ event: 'client-typing', channel: 'private-chat', data: {} }),
    );
    expect(result).toMatchObject({ state: 'arrived', arrival: { channel: 'private-chat', receivers: 1 } });
  });
});

describe('it did not arrive, because', () => {
  const missed = async (
    input: Partial<ExpectInput>,
    act: (started: Started) => Promise<unknown> | unknown,
    prepare: (started: Started) => Promise<unknown> = async () => {},
  ) => {
    const started = await start(await folder());
    await prepare(started);
    const result = await expected(started, input, () => act(started));
    expect(result).toMatchObject({ state: 'missed', arrival: null });
    return result.absence;
  };

  test('nobody was subscribed, and who is on a channel that looks like it', async () => {
    const absence = await missed(
      {},
      ({ call }) => send(call, 'orders', 'OrderShipped'),
      async ({ port }) => subscribe(await connect(port), 'private-orders'),
    );
    expect(absence).toMatchObject({
      cause: 'unheard',
      reason: 'OrderShipped was published to orders, and nobody was subscribed.',
      hint: '1 client is subscribed to private-orders instead.',
    });
    expect(absence?.seq).toBeGreaterThan(0);
  });

  test('nobody asked to join a private channel, or the application did not sign it', async () => {
    const wait = { channel: 'private-orders' };
    const never = await missed(wait, ({ call }) => send(call, 'private-orders', 'OrderShipped'));
    expect(never?.hint).toMatch(/^Nobody has asked to join private-orders\. .*\/broadcasting\/auth/);

    const authUrl = await application((_request, _body, response) => response.end());
    const forward = { url: '', authUrl, verifyTls: true };
    const refused = await missed(
      wait,
      ({ call }) => send(call, 'private-orders', 'OrderShipped'),
      async ({ call, port }) => {
        await call('app.put', { id: '12345', options: { forward } });
        const body = new URLSearchParams({ socket_id: '1.2', channel_name: 'private-orders' });
        await fetch(`http://127.0.0.1:${port}/broadcasting/auth`, { method: 'POST', body });
      },
    );
    expect(refused).toMatchObject({
      cause: 'unheard',
      hint: expect.stringMatching(
        /^The application did not sign private-orders\. The answer is empty: .*Set BROADCAST_CONNECTION/,
      ),
    });
  });

  test('the only subscriber was its sender', async () => {
    const started = await start(await folder());
    const client = await connect(started.port);
    await subscribe(client, 'orders');
    const { absence } = await expected(started, {}, () =>
      send(started.call, 'orders', 'OrderShipped', '1', client.socketId),
    );
    expect(absence).toMatchObject({ cause: 'unheard', hint: 'Wait with a second client.' });
  });

  test('it was refused, with the reason', async () => {
    const absence = await missed({ channel: 'orders 7' }, ({ call }) => send(call, 'orders 7', 'OrderShipped'));
    expect(absence?.cause).toBe('refused');
    expect(absence?.reason).toMatch(/^The publish of OrderShipped to orders 7 was refused: /);
    expect(absence?.hint).not.toBe('');
  });

  test('a value differs, and how', async () => {
    const prepare = async ({ port }: Started) => subscribe(await connect(port), 'orders');
    const absence = await missed(
      { where: ['id=7', 'user.name'] },
      ({ call }) => send(call, 'orders', 'OrderShipped', '{"id":8}'),
      prepare,
    );
    expect(absence).toMatchObject({
      cause: 'where',
      reason: 'OrderShipped arrived on orders once, but id is 8, not 7, and there is no user.name.',
    });
  });

  test('the event is called otherwise', async () => {
    const absence = await missed({}, ({ call }) => send(call, 'orders', 'order.shipped'));
    expect(absence).toMatchObject({
      cause: 'other-event',
      reason: 'orders got order.shipped, not OrderShipped.',
      hint: 'The name on the wire is order.shipped.',
    });
    const other = await missed({}, async ({ call }) => {
      await send(call, 'orders', 'OrderCreated');
      await send(call, 'orders', 'OrderPaid');
    });
    expect(other?.reason).toBe('orders got no OrderShipped, only OrderCreated, OrderPaid.');
  });

  test('it went to another channel, best the one that looks like it', async () => {
    const absence = await missed({}, async ({ call }) => {
      await send(call, 'private-orders', 'OrderShipped');
      await send(call, 'stock', 'OrderShipped');
    });
    expect(absence).toMatchObject({
      cause: 'other-channel',
      reason: 'OrderShipped was published to private-orders, not to orders.',
    });
  });

  test('nothing was published at all, or nothing like it', async () => {
    const nothing = await missed({}, () => {});
    expect(nothing).toMatchObject({
      cause: 'nothing',
      reason: 'Nothing was published to the hub in 1 s.',
      seq: null,
    });
    expect(nothing?.hint).toContain('queue:work');
    expect(nothing?.hint).toContain('0 clients are subscribed to orders.');
    const other = await missed({}, ({ call }) => send(call, 'stock', 'PriceChanged'));
    expect(other?.reason).toBe('Nothing like it was published in 1 s; 1 other message was.');
  });

  test('only another app published it', async () => {
    const absence = await missed({ app: 'other' }, ({ call }) => send(call, 'orders', 'OrderShipped'));
    expect(absence?.cause).toBe('nothing');
  });
});

describe('the list', () => {
  test('cancelled ones end, ended ones are forgotten beyond a bound, too many are refused', async () => {
    const { call } = await start(await folder());
    const ids: number[] = [];
    for (let count = 0; count < limits.armedExpectations; count += 1) {
      ids.push((await call('expect.arm', { ...wanted, timeoutMs: longMs })).id);
    }
    await expect(call('expect.arm', wanted)).rejects.toThrow('are armed already');
    const waiting = call('expect.wait', { id: ids[0] as number });
    for (const id of ids) await call('expect.cancel', { id });
    expect(await waiting).toMatchObject({ state: 'cancelled', absence: null });
    await call('expect.cancel', { id: ids[0] as number });
    await expect(call('expect.wait', { id: ids[0] as number })).rejects.toThrow('not-found');
    for (let count = 0; count < 3; count += 1) {
      const { id } = await call('expect.arm', wanted);
      await call('expect.cancel', { id });
    }
    expect(await call('expect.list', undefined)).toHaveLength(limits.endedExpectations);
  });

  test.each([
    [{ channel: '' }, 'channel'],
    [{ where: ['=7'] }, 'is not a path'],
    [{ timeoutMs: 0 }, 'timeoutMs'],
  ])('%j is bad input', async (change, words) => {
    const { call } = await start(await folder());
    await expect(call('expect.arm', { ...wanted, ...change })).rejects.toThrow(words);
  });
});
