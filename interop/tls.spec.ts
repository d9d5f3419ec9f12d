import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import Pusher from 'pusher';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { Hub } from './support/hub';
import { startHub } from './support/hub';
import { closePages, heard, next, page, subscribed } from './support/pages';
import { phpSdk } from './support/php';

const run = promisify(execFile);
let hub: Hub;
let authority = '';
beforeAll(async () => {
  hub = await startHub();
  authority = await hub.authority();
});
afterEach(closePages);
afterAll(() => hub.stop());

describe.each(['sdk-4', 'sdk-7'])('the PHP SDK in php/%s over https', (folder) => {
  const over = { HUBBUB_SCHEME: 'https' };

  test('publishes with curl.cainfo of php.ini, to a page that listens without TLS', async () => {
    const channel = page(hub.port).subscribe(`secure-${folder}`);
    await subscribed(channel);
    const arrived = next(channel, 'shipped');
    await phpSdk(folder, hub.port, over, [`curl.cainfo=${authority}`])('trigger', `secure-${folder}`, 'shipped', {
      id: 7,
    });
    expect(await arrived).toEqual({ id: 7 });
  });

  test('without it that is cURL error 60, and the timeline says what to do', async () => {
    const before = (await hub.call('view.open', { filter: 'kind:refused' })).length;
    const publish = phpSdk(folder, hub.port, over)('trigger', `secure-${folder}`, 'shipped', { id: 7 });
    if (folder === 'sdk-4') expect(await publish).toBe(false);
    else await expect(publish).rejects.toThrow('cURL error 60');
    const entries = await hub.entries('kind:refused', before + 1);
    expect(entries.at(-1)?.detail).toMatchObject({
      reason: 'The client does not trust the certificate of the hub.',
      hint: expect.stringContaining('curl.cainfo'),
    });
  });
});

test('pusher-js over wss, with the authority in NODE_EXTRA_CA_CERTS, and the Node SDK over https', async () => {
  const script = resolve('interop/support/secure-page.mjs');
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: authority };
  const { stdout } = await run(process.execPath, [script, String(hub.port)], { env });
  const { socketId, data } = JSON.parse(stdout) as { socketId: string; data: unknown };
  expect(data).toEqual({ id: 8 });
  const [opened] = await hub.entries(`kind:connection client:${socketId}`, 2);
  expect(opened?.detail?.listener).toBe(`https://127.0.0.1:${hub.port}`);
});

test('the Node SDK without the authority is refused, and http goes on beside it', async () => {
  const { port } = hub;
  const options = { appId: '12345', key: 'your_app_key', secret: 'your_app_secret', host: '127.0.0.1' };
  const secure = new Pusher({ ...options, port: String(port), useTLS: true });
  await expect(secure.trigger('a', 'b', {})).rejects.toThrow();
  const channel = page(port).subscribe('plain');
  await subscribed(channel);
  const all = heard(channel);
  const arrived = next(channel, 'still');
  await new Pusher({ ...options, port: String(port), useTLS: false }).trigger('plain', 'still', { id: 9 });
  await arrived;
  expect(all).toEqual([['still', { id: 9 }]]);
  expect(await readFile(authority, 'utf8')).toMatch(/^-----BEGIN CERTIFICATE-----/);
});
