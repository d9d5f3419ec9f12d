/**
 * The PHP applications of `interop/`: what they need of the system, and their packages. Composer keeps what it has
 * downloaded in a cache of its own, so a second installation takes seconds.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { hash } from './fingerprint.mjs';
import { capture, SetupError, say } from './run.mjs';

/** The README's words for curl are tried as well. @type {readonly import('./system-packages.mjs').Need[]} */
export const PHP_NEEDS = [
  ['php-cli'],
  ['php-curl'],
  ['php-mbstring'],
  ['php-xml'],
  ['composer'],
  ['unzip'],
  ['curl'],
  ['openssl'],
  ['redis-server'],
  ['php-redis'],
  ['php-amqp'],
  // symfony/mercure and Messenger are not to be had from every mirror of Packagist; Debian has them.
  ...[
    'framework-bundle',
    'security-bundle',
    'twig-bundle',
    'mercure',
    'messenger',
    'redis-messenger',
    'amqp-messenger',
    'http-client',
    'web-link',
    'console',
    'dotenv',
    'yaml',
    'serializer',
    'property-access',
    'property-info',
    'runtime',
  ].map((name) => [`php-symfony-${name}`]),
];

/** Folders with a composer.json. */
const APPS = ['interop/php/sdk-4', 'interop/php/sdk-7', 'interop/laravel', 'interop/laravel-8', 'interop/symfony'];
/** Nothing but the packages themselves: no code of theirs runs while they are installed. */
const INSTALL = ['install', '--no-interaction', '--no-progress', '--no-dev', '--no-plugins', '--no-scripts'];

/** @param {string} file */
function readIfThere(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** @param {string} command @param {string[]} args */
async function answers(command, args) {
  try {
    return (await capture(command, args, composerOptions)).code === 0;
  } catch {
    return false;
  }
}

const composerOptions = { env: { ...process.env, COMPOSER_ALLOW_SUPERUSER: '1' } };

/** Installs each application's packages where they are missing or other than its composer.json says. @param {string} root */
export async function ensurePhpApps(root) {
  const stale = APPS.filter((app) => {
    const wanted = hash(readFileSync(path.join(root, app, 'composer.json'), 'utf8'));
    return readIfThere(path.join(root, app, 'vendor', '.hubbub')) !== wanted;
  });
  const tools = stale.length === 0 ? /** @type {const} */ (['php']) : /** @type {const} */ (['php', 'composer']);
  for (const tool of tools) {
    if (!(await answers(tool, ['--version']))) {
      throw new SetupError(
        `The applications of interop/ are PHP, and ${tool} was not found. Install PHP 8.2 or newer (with curl, mbstring, xml)\n` +
          'and Composer, for example: brew install php composer (macOS), scoop install php composer (Windows).',
      );
    }
  }
  if (
    !(await answers('php', [
      '-r',
      'exit((int) !stream_resolve_include_path("Symfony/Component/Mercure/autoload.php"));',
    ]))
  ) {
    throw new SetupError(
      'The application of interop/symfony runs on the Symfony packages of Debian and Ubuntu (php-symfony-mercure and others),\n' +
        "which are not on PHP's include path here. Run the tests in a container of Debian 12 or newer.",
    );
  }
  for (const app of stale) await install(root, app);
  const { output } = await capture('php', ['-r', 'echo PHP_VERSION;']);
  say(`PHP ${output.trim()}; ${APPS.flatMap((app) => versions(root, app)).join(', ')}`);
}

/** What ran, for the report: the packages an application asks for. @param {string} root @param {string} app */
function versions(root, app) {
  const wanted = JSON.parse(readFileSync(path.join(root, app, 'composer.json'), 'utf8')).require;
  /** @type {{ packages: { name: string, version: string }[] }} */
  const { packages } = JSON.parse(readFileSync(path.join(root, app, 'vendor/composer/installed.json'), 'utf8'));
  return packages.filter(({ name }) => name in wanted).map(({ name, version }) => `${name} ${version}`);
}

/** @param {string} root @param {string} app */
async function install(root, app) {
  const cwd = path.join(root, app);
  say(`Installing PHP packages of ${app} (composer install) …`);
  const { code, output } = await capture('composer', INSTALL, { ...composerOptions, cwd });
  if (code !== 0) throw new SetupError(`${output.trimEnd()}\n\nThe packages of ${app} could not be installed.`);
  mkdirSync(path.join(cwd, 'vendor'), { recursive: true });
  writeFileSync(path.join(cwd, 'vendor', '.hubbub'), hash(readFileSync(path.join(cwd, 'composer.json'), 'utf8')));
}
