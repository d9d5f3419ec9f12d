import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { limits } from '../../../../contract/limits';
import { defaultApp } from '../../../hub/apps';
import { ManualClock } from '../../../hub/clocks.test-support';
import { KeptFile } from '../../../settings/kept-file';
import { type RunningHub, startHub } from '../running-hub.test-support';
import { startReceiver } from './receiver.test-support';

let dataDir = '';
let receiver: Awaited<ReturnType<typeof startReceiver>>;
let clock: ManualClock;
let kept: KeptFile;
let running: RunningHub;
beforeEach(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'hubbub-kept-'));
  receiver = await startReceiver();
  clock = new ManualClock();
  await start();
});
afterEach(async () => {
  await end();
  await receiver.close();
  await rm(dataDir, { recursive: true, force: true });
});

async function start(batch = false): Promise<void> {
  kept = await KeptFile.open(dataDir, clock);
  const webhook = { url: receiver.url, events: [], headers: {}, batch };
  running = await startHub({ apps: [{ ...defaultApp, webhooks: [webhook] }], clock, kept });
}
async function end(): Promise<void> {
  await running.close();
  await kept.close();
}
const channels = () =>
  receiver.received.flatMap(({ rawBody }) => JSON.parse(rawBody).events.map((one: { channel: string }) => one.channel));
const answered = (count: number) =>
  expect.poll(() => running.recorder.of('http').filter(({ direction }) => direction === 'down').length).toBe(count);

test('what waits when the hub ends is sent by the next one, in order, with its age', async () => {
  receiver.answerWith(500, 500, 500);
  const client = await (await running.connect()).established();
  for (const channel of ['one', 'two', 'three']) {
    await client.subscribe(channel);
    clock.advance(10);
  }
  await answered(3);
  await end();
  const file = join(dataDir, 'waiting.json');
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  const before = channels().length;
  clock.advance(60_000);
  await start();
  await answered(3);
  expect(channels().slice(before)).toEqual(['one', 'two', 'three']);
  const sent = running.recorder.of('http').filter(({ direction }) => direction === 'up');
  expect(sent.map(({ detail }) => detail?.attempt)).toEqual([2, 2, 2]);
  expect(sent[0]?.detail?.ageMs).toBe(60_030);
  expect(sent[0]?.summary).toMatch(/, attempt 2, kept for 60 s while no hub ran$/);
  await end();
  expect(JSON.parse(await readFile(file, 'utf8'))).toEqual({});
  await start();
});

test('one that was gathered and not sent yet is not lost, and one of hours ago is tried once', async () => {
  await end();
  await start(true);
  await (await (await running.connect()).established()).subscribe('gathered');
  await end();
  expect(receiver.received).toEqual([]);
  clock.advance(3 * 3_600_000);
  await start(true);
  await answered(1);
  expect(channels()).toEqual(['gathered']);
  expect(running.recorder.of('http')[0]?.summary).toContain('kept for 3 h while no hub ran');
});

test('an address that was taken away keeps nothing', async () => {
  receiver.answerWith(500);
  await (await (await running.connect()).established()).subscribe('orders');
  await answered(1);
  running.hub.putApp({ ...defaultApp, webhooks: [] });
  await end();
  expect(JSON.parse(await readFile(join(dataDir, 'waiting.json'), 'utf8'))).toEqual({});
  await start();
});

test('a file that cannot be read is set aside and said; more than the bound is not kept, and said', async () => {
  await end();
  await writeFile(join(dataDir, 'waiting.json'), '{"half');
  await start();
  expect(kept.problem).toMatchObject({ code: 'store-damaged' });
  expect((await readdir(dataDir)).some((name) => name.startsWith('waiting.json.damaged'))).toBe(true);
  const problems: unknown[] = [];
  kept.onProblem = (problem) => problems.push(problem);
  kept.keep('large', ['first', 'x'.repeat(limits.keptBytes)]);
  await kept.close();
  expect(problems).toMatchObject([{ code: 'store-full' }]);
  expect(JSON.parse(await readFile(join(dataDir, 'waiting.json'), 'utf8'))).toEqual({ large: ['first'] });
});
