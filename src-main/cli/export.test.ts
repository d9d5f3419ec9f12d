import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from 'vitest';
import { createRecorder } from '../engine/capture/create-recorder';
import { openStore, systemClock, temporaryFolder } from '../engine/store/store.test-support';

const count = 200_000;
const bodyBytes = 400;

/** A capture far larger than the memory its export gets. */
async function largeCapture(): Promise<string> {
  const dataDir = temporaryFolder();
  const store = await openStore({ dataDir });
  const recorder = createRecorder({ clock: systemClock, store });
  for (let id = 1; id <= count; id += 1) {
    const body = Buffer.from(JSON.stringify({ id, text: 'x'.repeat(bodyBytes) }));
    recorder.record({ kind: 'publish', protocol: 'pusher', app: 'a', channel: 'orders', body });
    if (id % 20_000 === 0) {
      recorder.flush();
      await store.flushed();
    }
  }
  recorder.close();
  await store.close();
  return dataDir;
}

test('an export of any size takes little memory, and waits for a reader that is slow', async () => {
  const dataDir = await largeCapture();
  const child = spawn(process.execPath, ['--max-old-space-size=48', 'out/cli/hubbub.js', 'export', '--data', dataDir]);
  const ended = once(child, 'close');
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  let lines = 0;
  let bytes = 0;
  for await (const chunk of child.stdout as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    for (const byte of chunk) lines += byte === 10 ? 1 : 0;
  }
  expect(await ended).toEqual([0, null]);
  expect(stderr).toBe('');
  expect(lines).toBe(count);
  expect(bytes).toBeGreaterThan(count * bodyBytes);
}, 60_000);
