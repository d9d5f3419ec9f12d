import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { ProjectSystem } from '../../../contract/project';
import { type ClearProposal, envValue } from '../project-read';
import type { LaravelConnection } from './connection';
import type { LaravelSettings } from './laravel-settings';

interface Found {
  /** What the project calls itself. */
  readonly name: string;
  readonly dir: string;
  /** Those that are set up. */
  readonly connections: readonly LaravelConnection[];
  readonly redis: ProjectSystem | null;
}

/** What of a Laravel can be watched: each broadcaster, the Redis it publishes to, its log. */
export function proposeLaravel(settings: LaravelSettings, found: Found): readonly ClearProposal[] {
  const { name, dir, connections, redis } = found;
  const log = join(dir, 'storage/logs/laravel.log');
  return [
    ...connections.flatMap((one) => pusherProposal(one, settings, name) ?? ablyProposal(one, name) ?? []),
    ...(redis === null ? [] : [redisProposal(redis, settings, name)]),
    { protocol: 'log', name: `${name} log`, url: log, address: pathToFileURL(log).href, place: null },
  ];
}

function pusherProposal(one: LaravelConnection, settings: LaravelSettings, project: string): ClearProposal | null {
  const { id, key, secret, cluster, browser, server, driver } = one;
  if ((driver !== 'pusher' && driver !== 'reverb') || !key?.value) return null;
  const url = browser?.url || (server?.url ?? '').replace(/^http/, 'ws').replace('//api-', '//ws-');
  if (url === '') return null;
  const isHosted = /\/\/ws-[\w-]+\.pusher\.com$/.test(url);
  const login = `${encodeURIComponent(key.value)}:${encodeURIComponent(secret?.value ?? '')}`;
  const scheme = url.startsWith('wss:') ? 'pushers' : 'pusher';
  const path = encodeURIComponent(id?.value ?? '');
  const address = `${scheme}://${login}@${url.replace(/^wss?:\/\//, '')}/${path}`;
  return {
    protocol: 'pusher',
    name: `${project} ${one.name}`.trim(),
    url,
    address: isHosted && cluster?.value ? `${address}?cluster=${encodeURIComponent(cluster.value)}` : address,
    fields: isHosted ? {} : serverFields(driver, settings),
    place: key.place,
  };
}

/** Which server it is, where the project says. The dashboard of laravel-websockets is at the application's own address. */
function serverFields(driver: 'pusher' | 'reverb', { env, websockets }: LaravelSettings): ClearProposal['fields'] {
  if (driver === 'reverb') return { server: 'reverb' };
  if (websockets === null) return {};
  const app = envValue(env, 'APP_URL')?.value.replace(/\/+$/, '') ?? '';
  const path = envValue(env, 'LARAVEL_WEBSOCKETS_PATH')?.value || 'laravel-websockets';
  return { server: 'laravel-websockets', statisticsUrl: app === '' ? '' : `${app}/${path}` };
}

function ablyProposal({ name, driver, key }: LaravelConnection, project: string): ClearProposal | null {
  if (driver !== 'ably' || !key?.value) return null;
  const url = 'ably://main.realtime.ably.net';
  const address = `ably:?key=${encodeURIComponent(key.value)}`;
  return { protocol: 'ably', name: `${project} ${name}`, url, address, place: key.place };
}

function redisProposal({ values }: ProjectSystem, { env }: LaravelSettings, project: string): ClearProposal {
  const [host, port] = values;
  const prefix = values.find(({ name }) => name === 'REDIS_PREFIX' || name.endsWith('prefix') || name === 'APP_NAME');
  const password = values.some(({ masked }) => masked !== null) ? (envValue(env, 'REDIS_PASSWORD')?.value ?? '') : '';
  const user = envValue(env, 'REDIS_USERNAME')?.value ?? '';
  const login = password === '' ? '' : `${encodeURIComponent(user)}:${encodeURIComponent(password)}@`;
  const at = `${host?.value}:${port?.value}`;
  return {
    protocol: 'redis',
    name: `${project} Redis`,
    url: `redis://${at}`,
    address: `redis://${login}${at}`,
    fields: { prefix: prefix?.value ?? '' },
    place: host?.place ?? null,
  };
}
