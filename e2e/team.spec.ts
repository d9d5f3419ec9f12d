import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { startRedis } from '../src-main/engine/peers/redis-server.test-support';
import { appServer, subscribe } from './support/clients';
import { hubbub } from './support/hubbub';
import { anyPort } from './support/launch';
import { serve } from './support/served-engine';

test('two processes on one Redis are one hub, and one of them that ends is missed', async () => {
  const redis = await startRedis();
  const flags = [...anyPort, '--redis', `redis://127.0.0.1:${redis.port}/shop`];
  const dirs = await Promise.all([1, 2].map(() => mkdtemp(join(tmpdir(), 'hubbub-team-'))));
  const [one, two] = await Promise.all(dirs.map((dir) => serve(dir, flags)));
  if (one === undefined || two === undefined) throw new Error('Two engines were started.');
  const pages = await Promise.all([one, two].map(({ hub }) => subscribe(hub, 'orders')));
  try {
    const heard = pages.map(({ subscription }) => {
      const data: unknown[] = [];
      subscription.bind('OrderShipped', (one: unknown) => data.push(one));
      return data;
    });
    const count = async (hub: URL) => {
      const answer = await appServer(hub).get({ path: '/channels/orders', params: { info: 'subscription_count' } });
      return (await answer.json()).subscription_count;
    };
    await expect.poll(() => Promise.all([count(one.hub), count(two.hub)])).toEqual([2, 2]);
    await appServer(one.hub).trigger('orders', 'OrderShipped', { id: 7 });
    await expect.poll(() => heard).toEqual([[{ id: 7 }], [{ id: 7 }]]);
    const told = await hubbub('export', 'kind:publish', '--format', 'ndjson', '--data', dirs[1] ?? '');
    expect(told.stdout).toMatch(/OrderShipped.*"node":/);
    pages[1]?.client.disconnect();
    await two.stop();
    await expect.poll(() => count(one.hub)).toBe(1);
  } finally {
    for (const { client } of pages) client.disconnect();
    await Promise.all([one, two].map((engine) => engine.stop()));
    await redis.stop();
    await Promise.all(dirs.map((dir) => rm(dir, { recursive: true, force: true })));
  }
});

test('an address that is none is said before anything starts', async () => {
  const { code, stderr } = await hubbub('serve', '--redis', 'http://127.0.0.1/x', ...anyPort);
  expect(code).toBe(2);
  expect(stderr).toContain('--redis wants redis:// or rediss://');
});
