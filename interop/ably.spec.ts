import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import Ably from 'ably';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import { closePages, next, page, subscribed } from './support/pages';

const run = promisify(execFile);
const key = '12345.your_app_key:your_app_secret';
let hub: Hub;
beforeAll(async () => {
  hub = await startHub();
});
afterEach(closePages);
afterAll(() => hub.stop());

const local = () => ({ key, endpoint: '127.0.0.1', port: hub.port, tls: false });

test('a broadcast over Ably reaches a page over pusher-js and one over ably-js: one publish, one receipt', async () => {
  const channel = page(hub.port).subscribe('orders');
  await subscribed(channel);
  const client = new Ably.Realtime({ ...local(), transports: ['web_socket'] });
  const heard = new Promise((done) => client.channels.get('public:orders').subscribe(({ data }) => done(data)));
  await client.channels.get('public:orders').attach();
  const arrived = next(channel, 'OrderShipped');
  await new Ably.Rest(local()).channels.get('public:orders').publish('OrderShipped', { id: 7 });
  expect([await arrived, await heard]).toEqual([{ id: 7 }, { id: 7 }]);
  const [publish] = await hub.entries('kind:publish', 1);
  expect(publish?.row).toMatchObject({ protocol: 'ably', channel: 'public:orders', matched: 2, summary: '{"id":7}' });
  const deliveries = await hub.entries('kind:deliver', 2);
  expect(deliveries.map(({ row }) => [row.protocol, row.channel, row.cause]).sort()).toEqual([
    ['ably', 'public:orders', publish?.row.seq],
    ['pusher', 'orders', publish?.row.seq],
  ]);
  await expect
    .poll(async () => (await hub.receipt(publish))?.channels.map((one) => [one.channel, one.matched, one.written]))
    .toEqual([
      ['public:orders', 1, 1],
      ['orders', 1, 1],
    ]);
  const explained = await hub.call('entry.explain', { seq: publish?.row.seq ?? 0 });
  expect(explained?.payload).toBe('{"id":7}');
  expect(JSON.stringify(explained?.sections)).toContain('MessagePack');
  client.close();
});

test('ably-js over https and wss, with the authority in NODE_EXTRA_CA_CERTS', async () => {
  const script = resolve('interop/support/secure-ably.mjs');
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: await hub.authority() };
  const { stdout } = await run(process.execPath, [script, String(hub.port)], { env });
  const { connectionId, heard } = JSON.parse(stdout) as { connectionId: string; heard: unknown };
  expect(heard).toEqual({ name: 'shipped', data: { id: 8 } });
  const [opened] = await hub.entries(`kind:connection client:${connectionId}`, 2);
  expect(opened?.detail?.listener).toBe(`https://127.0.0.1:${hub.port}`);
});
