import { afterAll, expect, test } from 'vitest';
import type { AppOptions } from '../../src-main/contract/app';
import { defaultApp } from '../../src-main/engine/hub/apps';
import { startHub } from '../../src-main/engine/protocols/pusher/running-hub.test-support';
import { externalTarget } from '../target';
import { allCases } from './all-cases';
import { webhookCases } from './cases/webhooks';
import { pusherCase } from './pusher-case';
import { type PusherApp, PusherServer } from './pusher-server';

const external = externalTarget('pusher');
const webhooks = await webhookCases();
afterAll(() => webhooks.end());

const ending = pusherCase(
  14,
  'a server that ends says 4200, so that clients come back',
  async () => {
    const hub = await startHub();
    const client = await new PusherServer(hub.url, defaultApp).connect();
    await hub.close();
    expect(await client.next()).toMatchObject({ event: 'pusher:error', data: { code: 4200 } });
    expect(await client.closed).toMatchObject({ code: 4200 });
  },
  {},
);
const cases = [...allCases, ...webhooks.cases, ending].sort((left, right) => left.number - right.number);

for (const { number, sentence, needs, run } of cases) {
  test.runIf(external === null || needs === null)(`case ${number}: ${sentence}`, async () => {
    const ours = external === null ? await startOurs(needs ?? {}) : null;
    const server = ours?.server ?? new PusherServer(external?.url ?? '', appOf(external?.secret ?? ''));
    try {
      await run(server);
    } finally {
      server.end();
      await ours?.end();
    }
  });
}

test('the cases are those of the reference, 1 to 87', () => {
  expect([...new Set(cases.map(({ number }) => number))]).toEqual(Array.from({ length: 87 }, (_, at) => at + 1));
});

async function startOurs(options: Partial<AppOptions>) {
  const hub = await startHub({ apps: [{ ...defaultApp, ...options }] });
  return { server: new PusherServer(hub.url, defaultApp), end: () => hub.close() };
}

/** ID:KEY:SECRET, the secret with colons of its own perhaps. */
function appOf(text: string): PusherApp {
  const [id = '', key = '', ...secret] = text.split(':');
  return { id, key, secret: secret.join(':') };
}
