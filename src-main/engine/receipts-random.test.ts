import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Receipt } from '../contract/receipt';
import type { Caller } from './engine.test-support';
import { nightly } from './nightly.test-support';
import type { RawClient } from './protocols/pusher/raw-client.test-support';
import { publish, signedSend } from './protocols/pusher/signed-request.test-support';
import type { Started } from './receipts.test-support';
import { connect, folder, publishes, receipt, start, subscribe } from './receipts.test-support';

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
  /** Events each client has to have received, by socket id; of these, replays of a cache channel's last one. */
  readonly received = new Map<string, number>();
  readonly replayed = new Map<string, number>();
  private readonly cached = new Set<string>();

  of(name: string): Set<RawClient> {
    return this.members.get(name) as Set<RawClient>;
  }

  forget(client: RawClient): void {
    for (const members of this.members.values()) members.delete(client);
  }

  join(client: RawClient, name: string): void {
    if (this.cached.has(name) && !this.of(name).has(client)) {
      for (const counts of [this.received, this.replayed]) {
        counts.set(client.socketId, (counts.get(client.socketId) ?? 0) + 1);
      }
    }
    this.of(name).add(client);
  }

  publish(names: readonly string[], exclude: RawClient | null): void {
    this.note(names, exclude);
    for (const name of names.filter((one) => one.startsWith('cache-'))) this.cached.add(name);
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
    notes.publish(one.batched ? one.channels.slice(0, 1) : one.channels, exclude);
    return;
  }
  const client = notes.clients[one.who] ?? (await connect(port));
  notes.clients[one.who] = client;
  if (one.do === 'join') {
    await subscribe(client, one.channel);
    notes.join(client, one.channel);
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

test(
  'a receipt adds up, names the right connections and survives a restart, whoever comes and goes',
  async () => {
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
        // A replay has a receipt of its own, as what follows from the subscription.
        expect(written).toHaveLength(events.length - (notes.replayed.get(client.socketId) ?? 0));
      }
      await started.engine.close();
      const after = await compare((await start(dataDir)).call, notes);
      expect(after).toEqual(before);
    };
    const list = fc.array(operation, { minLength: 5, maxLength: 40 });
    await fc.assert(fc.asyncProperty(list, checkOne), { numRuns: nightly(12) });
  },
  nightly(60_000),
);
