import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { ProfileInput } from '../src-main/contract/profile';
import { writeBroadcast } from '../src-main/engine/formats/laravel-broadcast';
import { startRedis } from '../src-main/engine/peers/redis-server.test-support';
import { attachTo } from './support/attach';
import { axeFindings } from './support/axe';
import { appServer } from './support/clients';
import { expect, test } from './support/host';

const event = 'App\\Events\\OrderShipped';
const data = { id: 7, status: 'shipped' };

test('the way of a message through log, Redis and hub stands in the inspector', async ({
  opened: { page, hub, dataDir },
}) => {
  const redis = await startRedis();
  const app = new Redis({ port: redis.port, host: '127.0.0.1' });
  const client = await attachTo(dataDir);
  try {
    const path = join(dataDir, 'laravel.log');
    writeFileSync(path, '');
    const sources: readonly ProfileInput[] = [
      { name: 'Shop log', protocol: 'log', fields: { path } },
      { name: 'Shop Redis', protocol: 'redis', fields: { port: redis.port, queues: '' } },
    ];
    for (const source of sources) {
      const { profile } = await client.call('profile.put', source);
      await client.call('session.connect', { id: profile.id });
    }
    const ready = async () =>
      (await client.call('session.list', undefined)).map(({ phase, channels }) => [phase, channels[0]?.state]);
    await expect.poll(ready).toEqual([
      ['connected', undefined],
      ['connected', 'on'],
    ]);
    appendFileSync(
      path,
      `[2026-11-23 07:07:46] local.INFO: Broadcasting [${event}] on channels [orders] with payload:\n${JSON.stringify({ ...data, socket: null }, null, 4)}  \n`,
    );
    await app.publish(
      'laravel_database_orders',
      writeBroadcast(event, JSON.stringify({ ...data, socket: null }), null),
    );
    await appServer(hub).trigger('orders', event, data);

    const rows = page.getByRole('grid', { name: 'Timeline' }).getByRole('row').filter({ hasText: 'OrderShipped' });
    await expect(rows).toHaveCount(3);
    await rows.last().click();
    const inspector = page.getByRole('complementary', { name: 'Inspector' });
    const way = inspector.getByRole('region', { name: /^Path/ });
    await expect(way.getByRole('listitem')).toHaveCount(3);
    await expect(way).toContainText('Publish Redis, shop-redis');
    await expect(way).toContainText('Publish Laravel log, shop-log');
    await expect(way.locator('[aria-current]')).toContainText('this entry');
    expect(await axeFindings(page)).toEqual([]);
    for (const [width, height] of [
      [1280, 800],
      [900, 600],
    ] as const) {
      await page.setViewportSize({ width, height });
      await page.screenshot({ path: test.info().outputPath(`path-${width}.png`) });
    }

    const toRedis = way.getByRole('button', { name: /Redis/ });
    await toRedis.focus();
    await page.keyboard.press('Enter');
    await expect(inspector).toContainText('laravel_database_orders');
    await expect(way.locator('[aria-current]')).toContainText('Redis');
  } finally {
    app.disconnect();
    client.close();
    await redis.stop();
  }
});
