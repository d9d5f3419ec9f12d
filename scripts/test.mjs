/**
 * `npm test`: sets the machine up, then runs every check in order and stops at the first that fails.
 * `npm test -- --only unit e2e` runs the named ones.
 */
import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { bootstrap, ensureBuilt, hasDisplay, ROOT, sourceFingerprint, stampBuild } from './bootstrap.mjs';
import { ensureChromium } from './browser-runtime.mjs';
import { ensureElectron } from './electron-runtime.mjs';
import { ensurePhpApps } from './php.mjs';
import { ended, main, npm, SetupError, start } from './run.mjs';
import { e2eTotals, sum, unitTotals } from './test-totals.mjs';
import { openDisplay } from './virtual-display.mjs';

const REPORTS = path.join(ROOT, 'out', 'reports');
const REPORTERS = '--reporter=list,json,./e2e/support/host-reporter.ts';
const PACKED = path.join(ROOT, 'out', 'packed');

/** @param {readonly string[]} args @param {NodeJS.ProcessEnv} [env] */
async function npmRun(args, env) {
  const [command, full, options] = npm(['run', '--silent', ...args]);
  const child = start(command, full, {
    ...options,
    cwd: ROOT,
    env: { ...process.env, ...env },
    stdio: ['ignore', 1, 2],
    group: true,
  });
  return (await ended(child)) === 0;
}

async function build() {
  const fingerprint = sourceFingerprint();
  const ok = await npmRun(['build']);
  if (ok) stampBuild(fingerprint);
  return { ok };
}

/**
 * Runs a runner that writes a report. An old report must not be taken for the new one, and a missing one is a failure.
 * @template Report
 * @param {string} file
 * @param {(report: Report) => import('./test-totals.mjs').Totals} count
 * @param {() => Promise<boolean>} run
 */
async function withReport(file, count, run) {
  mkdirSync(REPORTS, { recursive: true });
  rmSync(file, { force: true });
  const ok = await run();
  try {
    const totals = count(JSON.parse(readFileSync(file, 'utf8')));
    // Some runners end well although nothing ran.
    return { ok: ok && totals.failed === 0 && totals.passed > 0, totals };
  } catch {
    process.stdout.write(`No readable report in ${path.relative(ROOT, file)}.\n`);
    return { ok: false };
  }
}

/** Vitest's reporters: for people, and for the totals. @param {string} file */
const vitestReporters = (file) => ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];

function unit() {
  const file = path.join(REPORTS, 'unit.json');
  return withReport(file, unitTotals, () => npmRun(['test:unit', '--', ...vitestReporters(file)]));
}

async function interop() {
  await ensurePhpApps(ROOT);
  const chromium = await ensureChromium(ROOT);
  if (!chromium) return { ok: false };
  const file = path.join(REPORTS, 'interop.json');
  const env = { HUBBUB_CHROMIUM: chromium };
  return withReport(file, unitTotals, () => npmRun(['test:interop', '--', ...vitestReporters(file)], env));
}

/** @param {string} name of the report @param {readonly string[]} projects @param {NodeJS.ProcessEnv} env the hosts */
async function specs(name, projects, env) {
  const file = path.join(REPORTS, `${name}.json`);
  const display = hasDisplay() ? undefined : await openDisplay();
  try {
    return await withReport(file, e2eTotals, () =>
      npmRun(['test:e2e', '--', REPORTERS, ...projects.map((project) => `--project=${project}`)], {
        ...env,
        PLAYWRIGHT_JSON_OUTPUT_NAME: file,
        ...(display && { DISPLAY: display.name }),
      }),
    );
  } finally {
    await display?.close();
  }
}

async function e2e() {
  const electron = await ensureElectron();
  const chromium = await ensureChromium(ROOT);
  // A host that is not there fails the run: a skipped one would look like a tested one.
  if (!electron || !chromium) return { ok: false };
  return specs('e2e', ['window', 'tab', 'commands'], {
    HUBBUB_ELECTRON: electron.executablePath,
    HUBBUB_CHROMIUM: chromium,
  });
}

/** The app as it would be installed: archive, addon and worker paths break there first. */
async function packaged() {
  const electron = await ensureElectron();
  if (!electron) return { ok: false };
  const { packApp } = await import('./package.mjs');
  const { executablePath, megabytes } = await packApp(electron, { output: PACKED, drivable: true });
  process.stdout.write(`Packed with Electron ${electron.version}: ${megabytes} MB.\n`);
  return specs('packaged', ['packaged'], { HUBBUB_PACKAGED: executablePath });
}

/** @type {Record<string, () => Promise<import('./test-totals.mjs').StepResult>>} */
const STEPS = {
  lint: async () => ({ ok: await npmRun(['lint']) }),
  typecheck: async () => ({ ok: await npmRun(['typecheck']) }),
  build,
  unit,
  interop,
  e2e,
  packaged,
};

/** @param {readonly string[]} args @returns {string[]} names of the steps to run, in their order */
function chosen(args) {
  const all = Object.keys(STEPS);
  if (args.length === 0) return all;
  const names = args.flatMap((arg) => arg.replace(/^--only=?/, '').split(',')).filter(Boolean);
  const unknown = names.filter((name) => !all.includes(name));
  if (!args[0].startsWith('--only') || names.length === 0 || unknown.length > 0) {
    throw new SetupError(`Usage: npm test [-- --only STEP…], where STEP is ${all.join(', ')}.`);
  }
  return all.filter((name) => names.includes(name));
}

/** What the chosen steps need. A machine that cannot be set up is a failed run like any other. @param {string[]} names */
async function setUp(names) {
  const php = names.includes('interop');
  const browser = names.includes('e2e') || php;
  const hosts = names.includes('e2e') || names.includes('packaged');
  const peers = php || names.includes('unit');
  await bootstrap({ electron: hosts, browser, php, peers });
  if (!names.includes('build') && (hosts || php || names.includes('unit'))) await ensureBuilt();
  return { ok: true };
}

/** @param {string} name @param {() => Promise<import('./test-totals.mjs').StepResult>} step */
async function timed(name, step) {
  process.stdout.write(`\n== ${name}\n`);
  const started = Date.now();
  const result = await step().catch((error) => {
    if (!(error instanceof SetupError)) throw error;
    process.stdout.write(`${error.message}\n`);
    return { ok: false };
  });
  process.stdout.write(
    `== ${name}: ${result.ok ? 'ok' : 'FAILED'} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`,
  );
  return result;
}

await main(async () => {
  const names = chosen(process.argv.slice(2));
  const results = [await timed('set-up', () => setUp(names))];
  for (const name of names) {
    if (!results.every(({ ok }) => ok)) break;
    results.push(await timed(name, STEPS[name]));
  }
  const { passed, failed, skipped } = sum(results);
  if (skipped > 0) process.stdout.write(`\n${skipped} skipped\n`);
  process.stdout.write(`\ntests: ${passed} passed, ${failed} failed\n`);
  return failed === 0 ? 0 : 1;
});
