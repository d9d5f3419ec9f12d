/**
 * `npm run nightly`: what takes too long for every change. Properties with many times their usual number of runs, then
 * all benches, judged by their floors. The benches' lines are kept in out/reports/bench.jsonl.
 */
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { bootstrap, ensureBuilt, ROOT } from './bootstrap.mjs';
import { ended, main, npm, start } from './run.mjs';

const TIMES = 20;
const LONGEST = 30 * 60_000;
/** Where properties are checked on random input, or with many connections. */
const PROPERTIES = [
  'src-main/contract/listen.test.ts',
  'src-main/engine/receipts-random.test.ts',
  'src-main/engine/protocols/pusher/fuzz.test.ts',
  'src-main/engine/protocols/pusher/json-slice.test.ts',
  'src-main/engine/protocols/pusher/many-connections.test.ts',
  'src-main/engine/faces/faces-fuzz.test.ts',
];

/** @param {readonly string[]} args @param {{ env?: NodeJS.ProcessEnv, into?: string }} [options] */
async function npmRun(args, { env, into } = {}) {
  const [command, full, options] = npm(['run', '--silent', ...args]);
  const child = start(command, full, {
    ...options,
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', into ? 'pipe' : 1, 2],
    group: true,
  });
  if (into) {
    child.stdout?.pipe(createWriteStream(into));
    child.stdout?.pipe(process.stdout, { end: false });
  }
  return (await ended(child)) === 0;
}

await main(async () => {
  await bootstrap({ electron: true, browser: false });
  await ensureBuilt();
  const reports = path.join(ROOT, 'out', 'reports');
  mkdirSync(reports, { recursive: true });
  const isFuzzed = await npmRun(['test:unit', '--', ...PROPERTIES, `--testTimeout=${LONGEST}`], {
    env: { HUBBUB_NIGHTLY_TIMES: String(TIMES) },
  });
  // A failure of one does not spare us the other: both take a night to repeat.
  const isFast = await npmRun(['bench'], { into: path.join(reports, 'bench.jsonl') });
  process.stdout.write(`\nnightly: properties ${isFuzzed ? 'ok' : 'FAILED'}, benches ${isFast ? 'ok' : 'FAILED'}\n`);
  return isFuzzed && isFast ? 0 : 1;
});
