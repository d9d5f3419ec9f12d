/**
 * The system libraries Electron and the tests need on Debian, Ubuntu and their relatives. Elsewhere nothing is asked for.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { capture, SetupError, say } from './run.mjs';

/**
 * One thing that is needed: the package names that provide it, the newest distribution's name first
 * (names with t64 came with the wider time_t of Debian 13 and Ubuntu 24.04).
 * @typedef {readonly string[]} Need
 */

/** @type {readonly Need[]} */
export const ELECTRON_NEEDS = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libxss1'],
  ['libxtst6'],
];
/** A display for a machine that has none. @type {readonly Need[]} */
export const DISPLAY_NEEDS = [['xvfb']];
/** @type {readonly Need[]} */
export const CHROMIUM_NEEDS = [['chromium']];
/** Real brokers, PHP and certificates that unit tests start and make for themselves. @type {readonly Need[]} */
export const PEER_NEEDS = [['redis-server'], ['rabbitmq-server'], ['php-cli'], ['openssl']];
/** Letters of East Asia and a mono font; installed along with what is needed, never asked for alone. @type {readonly Need[]} */
const NICE_TO_HAVE = [['fonts-dejavu-core'], ['fonts-wqy-zenhei', 'fonts-noto-cjk']];

const QUIET = /** @type {const} */ (['ignore', 'pipe', 'ignore']);

/** Output of a command in the C locale, also if it ended with an error. @param {string} command @param {string[]} args */
function ask(command, args) {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: [...QUIET], env: { ...process.env, LC_ALL: 'C' } });
  } catch (error) {
    return String(/** @type {{ stdout?: unknown }} */ (error).stdout ?? '');
  }
}

/** The distribution's id (debian, ubuntu, …), or undefined where packages are not Debian's. */
export function debianId() {
  if (process.platform !== 'linux' || !existsSync('/usr/bin/dpkg-query') || !existsSync('/etc/os-release'))
    return undefined;
  return /^ID="?([^"\n]+)/m.exec(readFileSync('/etc/os-release', 'utf8'))?.[1];
}

/**
 * The needs that no installed package meets.
 * @param {readonly Need[]} needs
 * @param {string} statuses output of `dpkg-query -W -f '${db:Status-Abbrev}${Package}\n'`
 */
export function missingNeeds(needs, statuses) {
  const installed = new Set(statuses.split('\n').flatMap((line) => /^[ih]i\s+(\S+)/.exec(line)?.[1] ?? []));
  return needs.filter((names) => !names.some((name) => installed.has(name)));
}

/**
 * The package to install for each need: the first name that can be installed here; the plainest one if none is known.
 * @param {readonly Need[]} needs
 * @param {string} policy output of `apt-cache policy`
 */
export function packageNames(needs, policy) {
  const known = new Set(
    [...policy.matchAll(/^(\S+):\n(?: .*\n)*? {2}Candidate: (?!\(none\))/gm)].map((match) => match[1]),
  );
  return needs.map((names) => names.find((name) => known.has(name)) ?? names[names.length - 1]);
}

/** @param {readonly Need[]} needs */
function missing(needs) {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the format is dpkg-query's own
  return missingNeeds(needs, ask('dpkg-query', ['-W', '-f', '${db:Status-Abbrev} ${Package}\n', ...needs.flat()]));
}

/** @param {readonly Need[]} needs */
const policyOf = (needs) => ask('apt-cache', ['policy', ...needs.flat()]);

/** Whether the distribution itself has a package that meets the need. @param {Need} need */
export function hasPackage(need) {
  // Ubuntu's chromium is a stub for a snap, which containers cannot install and Playwright cannot drive.
  if (debianId() === undefined || (debianId() === 'ubuntu' && need === CHROMIUM_NEEDS[0])) return false;
  if (process.getuid?.() === 0 && !policyOf([need]).includes('Candidate: ')) updateLists();
  return /Candidate: (?!\(none\))/.test(policyOf([need]));
}

let listsAreNew = false;
function updateLists() {
  if (listsAreNew) return;
  listsAreNew = true;
  // A failure is not told here: what it matters for is the installation that follows.
  ask('apt-get', ['update', '-qq']);
}

/** @param {string[]} names */
async function install(names) {
  // Another installation may be running: wait for its lock instead of failing.
  const options = ['-y', '-qq', '--no-install-recommends', '-o', 'DPkg::Lock::Timeout=300'];
  return capture('apt-get', ['install', ...options, ...names], {
    env: { ...process.env, LC_ALL: 'C', DEBIAN_FRONTEND: 'noninteractive' },
  });
}

/**
 * Installs the missing packages as root; otherwise says which they are and stops.
 * @param {readonly Need[]} needs
 */
export async function ensureSystemPackages(needs) {
  if (debianId() === undefined) return;
  const lacking = missing(needs);
  if (lacking.length === 0) return;
  if (process.getuid?.() !== 0) {
    const line = packageNames(lacking, policyOf(lacking)).join(' ');
    throw new SetupError(
      `Some system packages are missing. Install them with this line, then run the command again:\n\n` +
        `  sudo apt-get update && sudo apt-get install -y --no-install-recommends ${line}\n`,
    );
  }
  updateLists();
  const names = packageNames(lacking, policyOf(lacking));
  const extras = missing(NICE_TO_HAVE);
  const nice = packageNames(extras, policyOf(extras));
  say(`Installing system packages: ${[...names, ...nice].join(' ')} …`);
  let { code, output } = await install([...names, ...nice]);
  if (code !== 0 && nice.length > 0) ({ code, output } = await install(names));
  if (code !== 0)
    throw new SetupError(`${output.trimEnd()}\n\nThe system packages could not be installed: ${names.join(' ')}`);
}
