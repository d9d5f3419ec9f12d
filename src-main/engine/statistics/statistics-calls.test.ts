import { expect, test } from 'vitest';
import { CallClient } from '../../contract/call-client';
import { createEngine } from '../engine';
import { createPortPair } from '../port/port-pair';
import { RawClient } from '../protocols/pusher/raw-client.test-support';
import { closeAfterTest, temporaryFolder, workerDir } from '../store/store.test-support';

async function startEngine() {
  const engine = closeAfterTest(
    await createEngine({
      dataDir: temporaryFolder(),
      workerDir,
      version: '0.0.0',
      listen: [{ host: '127.0.0.1', port: 0, asked: true }],
      statistics: { intervalSeconds: 1 },
    }),
  );
  const attach = () => {
    const [near, far] = createPortPair();
    engine.attach(far);
    return new CallClient(near, () => {});
  };
  return { attach, url: (engine.listeners()[0]?.url ?? '').replace('http', 'ws') };
}

test('what a client does is told over the port, and only to a port that watches', async () => {
  const { attach, url } = await startEngine();
  const [looking, other] = [attach(), attach()];
  const told = { looking: [] as number[], other: 0 };
  looking.signals.on('statistics.changed', ({ atMs }) => told.looking.push(atMs));
  other.signals.on('statistics.changed', () => {
    told.other += 1;
  });
  await looking.call('statistics.watch', { isWatched: true });
  const fromMs = Date.now() - 5_000;
  const client = new RawClient(`${url}/app/your_app_key`);
  await client.opened;
  await client.established();
  await client.subscribe('orders');
  const draft = { app: '12345', channel: 'orders', event: 'Shipped', data: '{"id":7}', excludeSocketId: '' };
  await looking.call('message.send', draft);
  const frame = await client.next();

  const span = { app: '12345', fromMs, toMs: Date.now() + 5_000 };
  const { totals, sizes } = await looking.call('statistics.history', span);
  expect(totals).toMatchObject({ connections: 1, peak: 1, opened: 1, api: 1, down: 1, chatterUp: 1, refused: 0 });
  expect(totals.bytesDown).toBeGreaterThan(Buffer.byteLength(JSON.stringify(frame)));
  expect(sizes.count).toBe(1);
  expect((await looking.call('statistics.loudest', span)).channels).toMatchObject([{ name: 'orders', messages: 1 }]);
  client.close();
  await expect.poll(async () => (await looking.call('statistics.lifetimes', span)).livedMs.length).toBe(1);
  expect(await looking.call('statistics.live', { app: null })).toMatchObject({ connections: 0, apps: ['12345'] });

  const query = { app: '12345', fromMs: null, toMs: null, order: 'newest', after: null, count: 10 } as const;
  await expect
    .poll(async () => (await looking.call('statistics.entries', query)).total, { timeout: 5_000 })
    .toBeGreaterThan(1);
  const page = await looking.call('statistics.entries', query);
  // What was sent from the page itself does not count there.
  const sum = (column: 'websocket_message_count' | 'api_message_count') =>
    page.entries.reduce((all, entry) => all + entry[column], 0);
  expect([sum('websocket_message_count'), sum('api_message_count')]).toEqual([1, 0]);
  expect(page.entries.every(({ app_id }) => app_id === '12345')).toBe(true);
  expect(page).toMatchObject({ apps: ['12345'], intervalMs: 1_000, keptMs: 60 * 86_400_000 });
  const [newest] = page.entries;
  const next = await looking.call('statistics.entries', { ...query, after: newest?.id ?? 0 });
  expect(next.entries.map(({ id }) => id)).not.toContain(newest?.id);

  await expect.poll(() => told.looking.length, { timeout: 5_000 }).toBeGreaterThan(1);
  const gaps = told.looking.slice(1).map((atMs, at) => atMs - (told.looking[at] ?? 0));
  for (const gap of gaps) expect(gap).toBeGreaterThan(800);
  expect(told.other).toBe(0);
  await looking.call('statistics.watch', { isWatched: false });
  const { length } = told.looking;
  // Two more are told, to the other one.
  await other.call('statistics.watch', { isWatched: true });
  await expect.poll(() => told.other, { timeout: 5_000 }).toBeGreaterThan(1);
  expect(told.looking.length).toBe(length);
});

test('a span that ends before it begins is refused', async () => {
  const { attach } = await startEngine();
  const client = attach();
  await expect(client.call('statistics.history', { app: null, fromMs: 2, toMs: 1 })).rejects.toMatchObject({
    code: 'bad-input',
  });
  await expect(client.call('statistics.entries', { app: null } as never)).rejects.toMatchObject({ code: 'bad-input' });
});
