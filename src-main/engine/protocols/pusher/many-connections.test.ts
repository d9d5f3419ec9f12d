import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterEach, expect, test } from 'vitest';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { publish } from './signed-request.test-support';

/** Ten thousand in the nightly run. */
const count = process.env.HUBBUB_NIGHTLY_TIMES === undefined ? 500 : 10_000;
const script = 'src-main/engine/protocols/pusher/many-clients.test-support.mjs';
let running: RunningHub;
afterEach(() => running.close());

test(`${count} connections get every event once, disturb nobody, and leave nothing behind`, async () => {
  running = await startHub();
  const witness = await (await running.connect()).established();
  await witness.subscribe('witness');
  const child = spawn(process.execPath, [script, String(running.port), String(count)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const said = async () => String((await lines.next()).value);
  expect(await said()).toBe('ready');
  expect(running.hub.state().connections).toBe(count + 1);

  const slowest = { ms: 0 };
  for (const event of ['first', 'second', 'third']) {
    expect((await publish(running.port, { name: event, channels: ['crowd', 'witness'], data: 'x' })).status).toBe(200);
    const startMs = performance.now();
    expect((await witness.flush()).map((frame) => frame.event)).toEqual([event]);
    slowest.ms = Math.max(slowest.ms, performance.now() - startMs);
    await expect
      .poll(
        async () => {
          child.stdin.write(`${event}\n`);
          return said();
        },
        { timeout: 10_000 },
      )
      .toBe(String(count));
  }
  expect(slowest.ms).toBeLessThan(5_000);
  expect(running.recorder.of('publish').map(({ matched }) => matched)).toEqual(Array(3).fill(count + 1));

  child.stdin.end();
  await once(child, 'exit');
  await expect.poll(() => running.hub.state().connections, { timeout: 20_000 }).toBe(1);
  expect(running.hub.channels().find(({ name }) => name === 'crowd')?.subscribers).toBe(0);
  expect(running.recorder.of('connection', 'close')).toHaveLength(count);
  expect(await witness.flush()).toEqual([]);
}, 120_000);
