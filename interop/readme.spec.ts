import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import Pusher from 'pusher';
import PusherClient from 'pusher-js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import { closePages, next, page, subscribed } from './support/pages';
import { run } from './support/php';

let hub: Hub;
let orders: ReturnType<PusherClient['subscribe']>;
beforeAll(async () => {
  hub = await startHub();
});
beforeEach(async () => {
  orders = page(hub.port).subscribe('orders');
  await subscribed(orders);
});
afterEach(closePages);
afterAll(() => hub.stop());

/** The code below a paragraph of the README that starts with these bold words; only the port is another. */
function code(words: string): string {
  const readme = readFileSync('README.md', 'utf8');
  const after = readme.slice(readme.indexOf(`**${words}**`));
  const block = /```\w*\n([\s\S]*?)```/.exec(after)?.[1];
  if (block === undefined) throw new Error(`The README has no code for ${words}.`);
  return block.replaceAll('6001', String(hub.port));
}

const AsyncFunction = (async () => {}).constructor as new (
  ...parts: string[]
) => (...args: unknown[]) => Promise<unknown>;

describe('what the README says works as it stands', () => {
  test('Laravel: its settings are those of the application in laravel/', () => {
    const settings = readFileSync('interop/laravel/.env', 'utf8').replaceAll('6001', String(hub.port));
    for (const line of code('Laravel').trim().split('\n')) expect(settings.split('\n')).toContain(line);
  });

  test('plain PHP', async () => {
    const shipped = next(orders, 'OrderShipped');
    const autoload = resolve('interop/php/sdk-7/vendor/autoload.php');
    const { code: exit, output } = await run('php', ['-r', `require '${autoload}'; ${code('Plain PHP')}`]);
    expect([exit, output]).toEqual([0, '']);
    expect(await shipped).toEqual({ id: 7 });
  });

  test('Node, server and page', async () => {
    const [server = '', browser = ''] = code('Node').split('\n\n');
    const heard = new Promise((done) => {
      const log = { log: done };
      new AsyncFunction('Pusher', 'console', `${browser}\nreturn page;`)(PusherClient, log).then(async (client) => {
        const opened = client as PusherClient;
        await subscribed(opened.channel('orders'));
        await new AsyncFunction('Pusher', server)(Pusher);
      });
    });
    expect(await heard).toEqual({ id: 7 });
  });

  test('curl', async () => {
    const shipped = next(orders, 'OrderShipped');
    const { output } = await run('sh', ['-c', code('curl')]);
    expect(output).toContain('HTTP/1.1 200 OK');
    expect(await shipped).toEqual({ id: 7 });
  });
});
