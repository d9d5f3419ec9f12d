/**
 * Child processes of the set-up scripts: whatever ends us ends them too, and nothing of ours is left behind.
 */
import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import path from 'node:path';

/** A failure that is told to the user as it is, without a stack. */
export class SetupError extends Error {}

const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);
/** Long enough for an engine that is asked to stop within 2 s. */
const PATIENCE = 4000;

const WATCH = 200;
/** Only these systems have process groups and tell that a parent is gone. */
const POSIX = process.platform !== 'win32';

/**
 * @typedef {import('node:child_process').SpawnOptions & { group?: boolean }} StartOptions
 *   With `group` the child leads a process group, and a signal to it reaches all that it starts: npm and the shell
 *   between us and a tool do not pass signals on.
 */
/** @typedef {import('node:child_process').ChildProcess} Child */

/** @type {Set<Child>} */
const children = new Set();
/** @type {WeakSet<Child>} */
const groups = new WeakSet();
/** @type {NodeJS.Signals | undefined} */
let ending;
let listening = false;

/** @param {NodeJS.Signals} signal */
const exitCodeOf = (signal) => 128 + (constants.signals[signal] ?? 0);
/** @param {number} ms */
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/** Notices go to stderr, so that stdout belongs to what is started. @param {string} line */
export function say(line) {
  process.stderr.write(`${line}\n`);
}

/** @param {Child} child @param {NodeJS.Signals | 0} signal @returns {boolean} false if nobody is left */
function send(child, signal) {
  if (child.pid === undefined) return false;
  try {
    return process.kill(groups.has(child) ? -child.pid : child.pid, signal);
  } catch {
    return false;
  }
}

/** @param {NodeJS.Signals} signal @param {boolean} [groupsOnly] */
function endChildren(signal, groupsOnly = false) {
  for (const child of children) if (!groupsOnly || groups.has(child)) send(child, signal);
}

/** @param {NodeJS.Signals} signal */
function onSignal(signal) {
  // One Ctrl-C arrives more than once (from the terminal, and again from npm): the first one counts.
  if (ending) return;
  ending = signal;
  if (children.size === 0) process.exit(exitCodeOf(signal));
  // A terminal sends Ctrl-C to all of our own group by itself, and a second signal would cut a clean exit short.
  endChildren(signal, signal === 'SIGINT' && process.stdin.isTTY);
  setTimeout(() => endChildren('SIGTERM'), PATIENCE).unref();
  setTimeout(() => endChildren('SIGKILL'), 2 * PATIENCE).unref();
}

function listen() {
  if (listening) return;
  listening = true;
  for (const signal of SIGNALS) process.on(signal, () => onSignal(signal));
  process.on('exit', () => endChildren('SIGKILL'));
  // The shell npm puts above us dies of a signal without passing it on.
  const parent = process.ppid;
  const watch = () => process.ppid !== parent && onSignal('SIGTERM');
  if (POSIX && process.env.npm_lifecycle_event) setInterval(watch, WATCH).unref();
}

/**
 * Starts a child that ends with us.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {StartOptions} [options]
 * @returns {Child}
 */
export function start(command, args, { group = false, ...options } = {}) {
  listen();
  const child = spawn(command, args, { stdio: 'inherit', ...options, detached: group && POSIX });
  if (group && POSIX) groups.add(child);
  children.add(child);
  return child;
}

/**
 * Waits for a child's end. Unless `keep` is set, a signal that came meanwhile ends this process too.
 * @param {Child} child
 * @param {{ keep?: boolean }} [options]
 * @returns {Promise<number>} exit code, 128 + n after signal n
 */
export async function ended(child, { keep = false } = {}) {
  /** @type {number} */
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    // 'close' comes after the last byte of the pipes.
    child.once('close', (number, signal) => resolve(number ?? exitCodeOf(signal ?? 'SIGKILL')));
  }).finally(async () => {
    // Of a group that is to end, the leader may be the first to go.
    for (let waited = 0; ending && groups.has(child) && waited < PATIENCE && send(child, 0); waited += WATCH)
      await pause(WATCH);
    if (ending && groups.has(child)) send(child, 'SIGKILL');
    children.delete(child);
  });
  if (ending && !keep) process.exit(exitCodeOf(ending));
  return code;
}

/**
 * Runs a command to its end. What it prints goes to stderr, where the notices are.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {StartOptions} [options]
 */
export function run(command, args, options) {
  return ended(start(command, args, { stdio: ['ignore', 2, 2], group: true, ...options }));
}

/**
 * Runs a command quietly and hands back what it printed on both streams.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {StartOptions} [options]
 */
export async function capture(command, args, options) {
  const child = start(command, args, { group: true, ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  child.stdout?.on('data', (chunk) => (output += chunk));
  child.stderr?.on('data', (chunk) => (output += chunk));
  return { code: await ended(child), output };
}

/**
 * How npm is started: the one that started us if there is one.
 * @param {readonly string[]} args
 * @returns {[string, string[], StartOptions]}
 */
export function npm(args) {
  const running = process.env.npm_execpath ?? '';
  if (path.basename(running) === 'npm-cli.js') return [process.execPath, [running, ...args], {}];
  // On Windows npm is a batch file, and only a shell starts those.
  return ['npm', [...args], { shell: process.platform === 'win32' }];
}

/** Runs a script's main function and ends the process with its exit code. @param {() => Promise<number>} main */
export async function main(main) {
  try {
    process.exit(await main());
  } catch (error) {
    say(error instanceof SetupError ? error.message : String(error instanceof Error ? error.stack : error));
    process.exit(1);
  }
}
