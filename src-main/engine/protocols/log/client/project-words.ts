import { readFile, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Problem } from '../../../../contract/problem';

/** What the project the log belongs to says of its broadcasts; null if there is nothing to say, or no project. */
export async function projectProblem(logPath: string): Promise<Problem | null> {
  const root = dirname(dirname(dirname(logPath)));
  const env = await readFile(join(root, '.env'), 'utf8').catch(() => null);
  if (env === null) return null;
  const config = await readFile(join(root, 'config', 'broadcasting.php'), 'utf8').catch(() => '');
  const [, read, fallback = 'null'] = selected.exec(config) ?? [];
  const key = read ?? keyIn(env);
  const named = value(env, key);
  if (named === undefined && !(await isThere(join(root, 'artisan')))) return null;
  const said = named ?? fallback;
  const where =
    named === undefined
      ? `${key} is not in the .env of the project, and without it Laravel takes ${said}`
      : `${key}=${said} in the .env of the project`;
  const stale = (await isThere(join(root, 'bootstrap', 'cache', 'config.php')))
    ? ' Its configuration is cached, so .env may not be what it runs with: php artisan config:clear.'
    : '';
  if (said === 'null' || said === '(null)') {
    return {
      code: 'not-supported',
      message: `${where}: its broadcasts go nowhere, not even into the log.`,
      hint: `Set ${key} to log to see them here, or to reverb, pusher, redis or ably for browsers.${stale}`,
    };
  }
  if (said !== 'log') {
    return {
      code: 'not-supported',
      message: `${where}: its broadcasts go there, and not into the log.`,
      hint: `Watch that, or set ${key}=log to see them here.${stale}`,
    };
  }
  const level = value(env, 'LOG_LEVEL')?.toLowerCase();
  if (level !== undefined && ['notice', 'warning', 'error', 'critical', 'alert', 'emergency'].includes(level)) {
    return {
      code: 'not-supported',
      message: `LOG_LEVEL=${level} in the .env of the project hides broadcasts: they are written with level info.`,
      hint: `Set LOG_LEVEL to info or debug.${stale}`,
    };
  }
  return null;
}

/** Which variable Laravel reads the driver from, and what it takes without one. */
const selected = /'default'\s*=>\s*env\(\s*'(\w+)'(?:\s*,\s*'?(\w+)'?)?/;

/** Laravel 11 renamed it; where no file of the project says, the one that is there counts. */
function keyIn(env: string): string {
  const isOld = value(env, 'BROADCAST_CONNECTION') === undefined && value(env, 'BROADCAST_DRIVER') !== undefined;
  return isOld ? 'BROADCAST_DRIVER' : 'BROADCAST_CONNECTION';
}

async function isThere(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}

function value(env: string, key: string): string | undefined {
  const found = new RegExp(`^(?:export )?${key}=(.*)$`, 'm').exec(env)?.[1]?.trim();
  return found?.replace(/^(["'])(.*)\1$/, '$2').replace(/\s+#.*$/, '');
}

/** Told with the first broadcast. */
export const inLog: Problem = {
  code: 'not-supported',
  message: 'Your app is writing broadcasts to the log: no browser gets them.',
  hint: 'Set BROADCAST_CONNECTION (BROADCAST_DRIVER up to Laravel 10) to reverb, pusher, redis or ably in its .env, then php artisan config:clear.',
};
