/**
 * `npm run nightly`: what takes too long for every change. Properties with many times their usual number of runs, ten
 * minutes of traffic before both hosts, then all benches, judged by their floors. The benches' lines are kept in
 * out/reports/bench.jsonl.
 */
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import { bootstrap, ensureBuilt, hasDisplay, ROOT } from './bootstrap.mjs';
import { ensureChromium } from './browser-runtime.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { ended, main, npm, SetupError, start } from './run.mjs';
import { openDisplay } from './virtual-display.mjs';

const TIMES = 20;
const LONGEST = 30 * 60_000;
const LONG_RUN_S = 600;
/** Where properties are checked on random input, or with many connections. */
const PROPERTIES = [
  'src-main/contract/listen.test.ts',
  'src-main/engine/receipts-random.test.ts',
  'src-main/engine/clients/event-stream/parser.test.ts',
  'src-main/engine/protocols/mercure/fuzz.test.ts',
  'src-main/engine/protocols/mercure/face-fuzz.test.ts',
  'src-main/engine/protocols/ably/fuzz.test.ts',
  'src-main/engine/protocols/relay/fuzz.test.ts',
  'src-main/engine/protocols/socketio/fuzz.test.ts',
  'src-main/engine/protocols/pusher/fuzz.test.ts',
  'src-main/engine/protocols/pusher/parser-fuzz.test.ts',
  'src-main/engine/formats/json-slice.test.ts',
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

/** The page at 500 messages a second, in both hosts. */
async function longRun() {
  const electron = await ensureElectron();
  const chromium = await ensureChromium(ROOT);
  if (!electron || !chromium) throw new SetupError('The long run needs an Electron and a Chromium.');
  const display = hasDisplay() ? undefined : await openDisplay();
  try {
    return await npmRun(['test:e2e', '--', 'e2e/long-run.spec.ts', '--reporter=list'], {
      env: {
        HUBBUB_LONG_RUN_S: String(LONG_RUN_S),
        HUBBUB_ELECTRON: electron.executablePath,
        HUBBUB_CHROMIUM: chromium,
        ...(display && { DISPLAY: display.name }),
      },
    });
  } finally {
    await display?.close();
  }
}

await main(async () => {
  await bootstrap({ electron: true, browser: true });
  await ensureBuilt();
  const reports = path.join(ROOT, 'out', 'reports');
  mkdirSync(reports, { recursive: true });
  const isFuzzed = await npmRun(['test:unit', '--', ...PROPERTIES, `--testTimeout=${LONGEST}`], {
    env: { HUBBUB_NIGHTLY_TIMES: String(TIMES) },
  });
  // A failure of one does not spare us the others: all of it takes a night to repeat.
  const isLasting = await longRun();
  const isFast = await npmRun(['bench'], { into: path.join(reports, 'bench.jsonl') });
  process.stdout.write(
    `\nnightly: properties ${isFuzzed ? 'ok' : 'FAILED'}, long run ${isLasting ? 'ok' : 'FAILED'}, benches ${isFast ? 'ok' : 'FAILED'}\n`,
  );
  return isFuzzed && isLasting && isFast ? 0 : 1;
});
