import { cpSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { Receipt } from '../contract/receipt';
import { createEngine, type Engine } from './engine';
import { attach, type Caller } from './engine.test-support';
import { nightly } from './nightly.test-support';
import { RawClient } from './protocols/pusher/raw-client.test-support';
import { channelAuth, publish, signedSend } from './protocols/pusher/signed-request.test-support';

const ends: (() => Promise<unknown> | unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).reverse()) await end();
});

async function folder(): Promise<string> {
  const dataDir = await mkdtemp(join(tmpdir(), 'hubbub-receipts-'));
  ends.push(() => rm(dataDir, { recursive: true, force: true }));
  return dataDir;
}

interface Started {
  readonly engine: Engine;
  readonly port: number;
  readonly call: Caller;
}

async function start(dataDir: string): Promise<Started> {
  const listen = [{ host: '127.0.0.1', port: 0, asked: true }];
  const engine = await createEngine({ dataDir, workerDir: resolve('out/engine'), version: '0.0.0', listen });
  ends.push(() => engine.close());
  return { engine, port: Number(new URL(engine.listeners()[0]?.url ?? '').port), call: attach(engine) };
}

async function connect(port: number): Promise<RawClient> {
  const client = await new RawClient(`ws://127.0.0.1:${port}/app/your_app_key?protocol=7`).established();
  ends.push(() => client.close());
  return client;
}

async function join_(client: RawClient, channel: string): Promise<void> {
  const user = channel.startsWith('presence-') ? { user_id: client.socketId } : undefined;
  const isPublic = !/^(private|presence)-/.test(channel);
  client.send({
    event: 'pusher:subscribe',
    data: { channel, ...(isPublic ? {} : channelAuth(client.socketId, channel, user)) },
  });
  await client.flush();
}

/** Seqs of the entries a filter finds, in order; waits until there are `count` of them. */
async function seqsOf(call: Caller, filter: string, count: number): Promise<readonly number[]> {
  let seqs: readonly number[] = [];
  const read = async () => {
    const { viewId, first } = await call('view.open', { filter });
    const { rows } = await call('view.rows', { viewId, from: first, count: 1_000 });
    await call('view.close', { viewId });
    seqs = rows.map(({ seq }) => seq);
    return seqs.length;
  };
  await expect.poll(read, { interval: 10 }).toBe(count);
  return seqs;
}

/** Of all publishes and client events. */
const publishes = (call: Caller, count: number) => seqsOf(call, 'kind:publish,client', count);

async function receipt(call: Caller, seq: number): Promise<Receipt> {
  const found = await call('entry.receipt', { seq });
  if (found === null) throw new Error(`Entry ${seq} has no receipt.`);
  return found;
}

const channels = ['news', 'private-a', 'presence-b', 'cache-c'] as const;
const who = fc.nat({ max: 4 });
const channel = fc.constantFrom(...channels);
const operation = fc.oneof(
  fc.record({ do: fc.constant('join' as const), who, channel }),
  fc.record({ do: fc.constant('leave' as const), who, channel }),
  fc.record({ do: fc.constant('close' as const), who, abruptly: fc.boolean() }),
  fc.record({ do: fc.constant('event' as const), who, channel }),
  fc.record({
    do: fc.constant('publish' as const),
    channels: fc.uniqueArray(channel, { minLength: 1 }),
    exclude: fc.option(who),
    batched: fc.boolean(),
  }),
);

interface Expected {
  readonly channel: string;
  readonly matched: readonly string[];
  readonly excluded: readonly string[];
}

/** What a person with a pencil would note down while five clients come, go and listen. */
class Notes {
  readonly clients: (RawClient | null)[] = [null, null, null, null, null];
  private readonly members = new Map<string, Set<RawClient>>(channels.map((name) => [name, new Set()]));
  readonly expected: (readonly Expected[])[] = [];
  /** Events each client has to have received, by socket id. */
  readonly received = new Map<string, number>();

  of(name: string): Set<RawClient> {
    return this.members.get(name) as Set<RawClient>;
  }

  forget(client: RawClient): void {
    for (const members of this.members.values()) members.delete(client);
  }

  note(names: readonly string[], exclude: RawClient | null): void {
    this.expected.push(
      names.map((name) => {
        const matched = [...this.of(name)];
        for (const client of matched.filter((one) => one !== exclude)) {
          this.received.set(client.socketId, (this.received.get(client.socketId) ?? 0) + 1);
        }
        const excluded = exclude !== null && this.of(name).has(exclude) ? [exclude.socketId] : [];
        return { channel: name, matched: matched.map(({ socketId }) => socketId).sort(), excluded };
      }),
    );
  }
}

type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

async function act({ port, call }: Started, notes: Notes, one: Operation): Promise<void> {
  if (one.do === 'publish') {
    const exclude = one.exclude === null ? null : (notes.clients[one.exclude] ?? null);
    const fields = { name: 'e', data: 'x', ...(exclude === null ? {} : { socket_id: exclude.socketId }) };
    const answer = one.batched
      ? await signedSend(port, 'POST', '/apps/12345/batch_events', { batch: [{ ...fields, channel: one.channels[0] }] })
      : await publish(port, { ...fields, channels: one.channels });
    expect(answer.status).toBe(200);
    notes.note(one.batched ? one.channels.slice(0, 1) : one.channels, exclude);
    return;
  }
  const client = notes.clients[one.who] ?? (await connect(port));
  notes.clients[one.who] = client;
  if (one.do === 'join') {
    await join_(client, one.channel);
    notes.of(one.channel).add(client);
  } else if (one.do === 'leave') {
    client.send({ event: 'pusher:unsubscribe', data: { channel: one.channel } });
    await client.flush();
    notes.of(one.channel).delete(client);
  } else if (one.do === 'event') {
    client.send({ event: 'client-e', channel: one.channel, data: {} });
    await client.flush();
    if (notes.of(one.channel).has(client) && /^(private|presence)-/.test(one.channel)) {
      notes.note([one.channel], client);
    }
  } else {
    one.abruptly ? client.socket.terminate() : client.socket.close(1000);
    await client.closed;
    const isThere = async () => (await call('hub.connections', undefined)).some((c) => c.socketId === client.socketId);
    await expect.poll(isThere, { interval: 2 }).toBe(false);
    notes.forget(client);
    notes.clients[one.who] = null;
  }
}

/** The receipts say what the notes say, and their sums are right. */
async function compare(call: Caller, notes: Notes): Promise<readonly Receipt[]> {
  const seqs = await publishes(call, notes.expected.length);
  const receipts = await Promise.all(seqs.map((seq) => receipt(call, seq)));
  receipts.forEach((one, index) => {
    const said = one.channels.map(({ channel: name, recipients }) => ({
      channel: name,
      matched: recipients.map(({ socketId }) => socketId).sort(),
      excluded: recipients.filter(({ state }) => state === 'excluded').map(({ socketId }) => socketId),
    }));
    expect(said).toEqual(notes.expected[index]);
    for (const { matched, written, buffered, cut, excluded, unknown, recipients } of one.channels) {
      expect(written + buffered + cut + excluded + unknown).toBe(matched);
      expect(recipients).toHaveLength(matched);
    }
  });
  return receipts;
}

describe('the receipt of a publish', () => {
  test('adds up, names the right connections and survives a restart, whoever comes and goes', {
    timeout: nightly(60_000),
  }, async () => {
    const checkOne = async (operations: readonly Operation[]) => {
      const dataDir = await folder();
      const started = await start(dataDir);
      const notes = new Notes();
      for (const one of operations) await act(started, notes, one);
      const open = notes.clients.filter((client): client is RawClient => client !== null);
      for (const client of open) await client.flush();
      const before = await compare(started.call, notes);
      // Nobody here is slow and every socket was asked last: what was not excluded was written, and it did arrive.
      for (const client of open) {
        const written = before
          .flatMap((one) => one.channels.flatMap(({ recipients }) => recipients))
          .filter(({ socketId, state }) => socketId === client.socketId && state === 'written');
        const events = client.texts.filter((text) => /^\{"event":"(e|client-e)"/.test(text));
        expect(events).toHaveLength(notes.received.get(client.socketId) ?? 0);
        expect(written).toHaveLength(events.length);
      }
      await started.engine.close();
      const after = await compare((await start(dataDir)).call, notes);
      expect(after).toEqual(before);
    };
    const list = fc.array(operation, { minLength: 5, maxLength: 40 });
    await fc.assert(fc.asyncProperty(list, checkOne), { numRuns: nightly(12) });
  });

  test('of an engine that died says for open connections that nobody knows', async () => {
    const dataDir = await folder();
    const { port, call } = await start(dataDir);
    await join_(await connect(port), 'news');
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
    await join_(one, 'private-orders.7');
    await join_(two, 'invoices');
    await publish(port, { name: 'e', channels: ['orders.7', 'other'], data: 'x' });
    one.socket.close(1000);
    await one.closed;
    await join_(two, 'Orders-7');
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

  test('to a hundred channels with long names is whole', async () => {
    const { port, call } = await start(await folder());
    const client = await connect(port);
    const names = Array.from({ length: 100 }, (_, index) => `${'n'.repeat(190)}-${index}`);
    for (const name of names) await join_(client, name);
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
    await join_(client, 'news');
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
