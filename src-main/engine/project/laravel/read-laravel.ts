import type { ProjectSystem, ProjectValue } from '../../../contract/project';
import { at, keysOf, textOf } from '../php/php-value';
import type { ProjectFiles } from '../project-files';
import { configValue, envValue, maskValue, type ProjectRead } from '../project-read';
import { planBlock } from './block';
import { clearApp, type LaravelConnection, readConnection, systemOf } from './connection';
import { findLaravel } from './find-laravel';
import { type Composer, type LaravelSettings, readLaravelSettings } from './laravel-settings';
import { proposeLaravel } from './propose-laravel';

/** What a Laravel broadcasts through, of the files of its folder. */
export async function readLaravel(files: ProjectFiles, composer: Composer, folderName: string): Promise<ProjectRead> {
  const settings = await readLaravelSettings(files, composer);
  const { broadcasting, env, browser } = settings;
  const name = env.get('APP_NAME')?.value || folderName;
  const chosen = textOf(at(broadcasting, 'default')) ?? 'null';
  const connections = keysOf(at(broadcasting, 'connections')).map((one) => readConnection(one, broadcasting, browser));
  const current = connections.find((one) => one.name === chosen) ?? null;
  const isSetUp = (one: LaravelConnection) =>
    one === current || clearApp(one) !== null || (one.driver === 'ably' && !!one.key?.value);
  const shown = connections.filter(isSetUp);
  const main = mainConnection(current, connections);
  const redis = redisSystem(settings, current?.driver === 'redis');
  return {
    name,
    files: settings.files,
    systems: [
      ...shown.filter(({ driver }) => driver !== 'redis').map((one) => systemOf(one, one === current)),
      ...(redis === null ? [] : [redis]),
      ...serversOf(settings),
    ],
    findings: findLaravel(settings, { chosen, current, main }),
    proposals: proposeLaravel(settings, { name, dir: files.dir, connections: shown, redis }),
    app: current?.driver === 'ably' ? clearApp(current) : main === null ? null : clearApp(main),
    plan: planBlock(settings, main, chosen),
    mercureSecrets: [],
  };
}

/** The one that could go to a hub: that in use, else the one whose id, key and secret are there. */
function mainConnection(
  current: LaravelConnection | null,
  all: readonly LaravelConnection[],
): LaravelConnection | null {
  const isPusher = ({ driver }: LaravelConnection) => driver === 'pusher' || driver === 'reverb';
  if (current !== null && isPusher(current)) return current;
  const able = all.filter(isPusher);
  return able.find((one) => clearApp(one) !== null) ?? able[0] ?? null;
}

/** Where the Redis broadcaster publishes, and what stands before every channel name there. */
function redisSystem({ env, database }: LaravelSettings, isInUse: boolean): ProjectSystem | null {
  if (!isInUse && !env.has('REDIS_HOST') && !env.has('REDIS_URL')) return null;
  const usual = (name: string, value: string): ProjectValue =>
    envValue(env, name) ?? { name, value, masked: null, place: null };
  const prefix = configValue(at(database, 'redis', 'options', 'prefix'), 'redis.options.prefix');
  const password = envValue(env, 'REDIS_PASSWORD');
  const hasPassword = password !== null && !['', 'null', '(null)'].includes(password.value);
  const values = [
    usual('REDIS_HOST', '127.0.0.1'),
    usual('REDIS_PORT', '6379'),
    ...(hasPassword ? [maskValue(password)] : []),
    ...(prefix === null ? [] : [prefix]),
  ];
  return { name: 'redis', driver: 'redis', isInUse, values, server: null, browser: null };
}

/** Servers the project itself runs: Reverb's and laravel-websockets' own config files. */
function serversOf({ reverb, websockets }: LaravelSettings): readonly ProjectSystem[] {
  const systems: ProjectSystem[] = [];
  const listed = (pairs: readonly (readonly [value: ProjectValue | null, isSecret?: boolean])[]) =>
    pairs.flatMap(([value, isSecret]) => (value === null ? [] : [isSecret === true ? maskValue(value) : value]));
  if (reverb !== null) {
    const server = (key: string) => configValue(at(reverb, 'servers', 'reverb', key), `servers.reverb.${key}`);
    const app = (key: string) => configValue(at(reverb, 'apps', 'apps', '0', key), `apps.apps.0.${key}`);
    const values = listed([[server('host')], [server('port')], [app('app_id')], [app('key')], [app('secret'), true]]);
    systems.push({ name: 'config/reverb.php', driver: 'other', isInUse: false, values, server: null, browser: null });
  }
  if (websockets !== null) {
    const app = (key: string) => configValue(at(websockets, 'apps', '0', key), `apps.0.${key}`);
    const port = configValue(at(websockets, 'dashboard', 'port'), 'dashboard.port');
    const values = listed([[port], [app('id')], [app('key')], [app('secret'), true]]);
    systems.push({
      name: 'config/websockets.php',
      driver: 'other',
      isInUse: false,
      values,
      server: null,
      browser: null,
    });
  }
  return systems;
}
