import type { ProjectFinding, ProjectRoute } from '../../../contract/project';
import { at, isTruthy } from '../php/php-value';
import { configValue, envValue, finding } from '../project-read';
import { selectorOf } from './block';
import type { LaravelConnection } from './connection';
import type { LaravelSettings } from './laravel-settings';

interface Chosen {
  /** Name of the connection in use. */
  readonly chosen: string;
  readonly current: LaravelConnection | null;
  /** The connection that could go to a hub. */
  readonly main: LaravelConnection | null;
}

/** What keeps broadcasts from arriving, as far as the settings tell, and what is worth knowing of them. */
export function findLaravel(settings: LaravelSettings, chosen: Chosen): readonly ProjectFinding[] {
  return [
    ...settings.findings,
    ...driverFindings(settings, chosen),
    ...(chosen.main === null ? [] : [...credentialFindings(chosen.main), ...routeFindings(settings, chosen.main)]),
    ...(chosen.current?.driver === 'ably' ? ablyFindings(settings, chosen.current) : []),
    ...queueFindings(settings, chosen),
    ...prefixFindings(settings, chosen),
  ];
}

function driverFindings(settings: LaravelSettings, { chosen, current, main }: Chosen): readonly ProjectFinding[] {
  const { env, broadcasting } = settings;
  const found: ProjectFinding[] = [];
  const variable = selectorOf(settings);
  const place = env.get(variable)?.place ?? configValue(at(broadcasting, 'default'), 'default')?.place;
  const fix = { name: variable || 'default', to: main?.name ?? 'reverb' };
  if (current === null) {
    found.push(finding('connection-missing', 'warning', { ...fix, connection: chosen }, [place]));
  } else if (current.driver === 'null' || current.driver === 'log') {
    found.push(finding(`driver-${current.driver}`, 'warning', fix, [place]));
  }
  const keys = ['BROADCAST_CONNECTION', 'BROADCAST_DRIVER'].flatMap((name) => envValue(env, name) ?? []);
  const [one, other] = keys;
  if (one !== undefined && other !== undefined && one.value !== other.value) {
    const counts = keys.find(({ name }) => name === variable) ?? one;
    const idle = counts === one ? other : one;
    const values = { counts: counts.name, value: counts.value, idle: idle.name };
    found.push(finding('driver-two-keys', 'note', values, [counts.place, idle.place]));
  }
  return found;
}

function credentialFindings(main: LaravelConnection): readonly ProjectFinding[] {
  const { id, key, secret, browserKey, browserPrefix } = main;
  const family = main.driver === 'reverb' ? 'REVERB' : 'PUSHER';
  const found: ProjectFinding[] = [];
  const missing = [
    [id, `${family}_APP_ID`],
    [key, `${family}_APP_KEY`],
    [secret, `${family}_APP_SECRET`],
  ] as const;
  const names = missing.filter(([value]) => !value?.value).map(([value, name]) => value?.name || name);
  if (names.length > 0)
    found.push(finding('credentials-missing', 'warning', { names: names.join(', '), connection: main.name }));
  const name = `${browserPrefix}_APP_KEY`;
  if (browserKey === null || browserKey.value === '' || browserKey.value.startsWith('${')) {
    found.push(
      finding('browser-key-missing', 'warning', { name, server: key?.name || `${family}_APP_KEY` }, [
        browserKey?.place,
      ]),
    );
  } else if (key?.value && browserKey.value !== key.value) {
    const values = { name, browser: browserKey.value, server: key.value, serverName: key.name };
    found.push(finding('browser-key-differs', 'warning', values, [browserKey.place, key.place]));
  }
  return found;
}

const isThisComputer = (host: string) => ['localhost', '127.0.0.1', '::1', '[::1]', '0.0.0.0'].includes(host);

function routeFindings(settings: LaravelSettings, { server, browser }: LaravelConnection): readonly ProjectFinding[] {
  const found: ProjectFinding[] = [];
  const [from, to] = [server?.host?.value ?? '', browser?.host?.value ?? ''];
  const isHosted = /\.pusher\.com$/.test(from) && /\.pusher\.com$/.test(to);
  if (server !== null && browser !== null && server.url !== '' && browser.url !== '' && !isHosted) {
    const isSameHost = from === to || (isThisComputer(from) && isThisComputer(to));
    if (!isSameHost || portOf(server) !== portOf(browser) || isSecure(server) !== isSecure(browser)) {
      const values = { server: server.url, browser: browser.url };
      found.push(finding('browser-route-differs', 'note', values, [server.host?.place, browser.host?.place]));
    }
  }
  // A name without a dot that is not this computer is known in the network of the containers only.
  if (/^[\w-]+$/.test(from) && !isThisComputer(from)) {
    const values = { host: from, name: server?.host?.name ?? '', sail: settings.usesSail ? 'Sail' : 'Docker' };
    found.push(finding('server-in-container', 'note', values, [server?.host?.place]));
  }
  return found;
}

function isSecure({ url }: ProjectRoute): boolean {
  return url.startsWith('https:') || url.startsWith('wss:');
}

function portOf(route: ProjectRoute): string {
  return route.port?.value || (isSecure(route) ? '443' : '80');
}

/** What ably-php makes of the options beside the key, all of which it takes from the config. */
function ablyFindings({ broadcasting }: LaravelSettings, { name, key }: LaravelConnection): readonly ProjectFinding[] {
  const option = (one: string) => at(broadcasting, 'connections', name, one);
  const [host, tls, token] = [option('restHost'), option('tls'), option('useTokenAuth')];
  const isPlain = tls !== null && tls.kind !== 'unknown' && !isTruthy(tls);
  if (isPlain && (token === null || (token.kind !== 'unknown' && !isTruthy(token)))) {
    return [finding('ably-plain-key', 'warning', {}, [configValue(tls, `connections.${name}.tls`)?.place])];
  }
  return host === null ? [finding('ably-hosted', 'note', { name: key?.name || 'ABLY_KEY' }, [key?.place])] : [];
}

/** ShouldBroadcast is queued: with another driver than sync nothing is sent until a worker runs. */
function queueFindings({ env, major }: LaravelSettings, { current }: Chosen): readonly ProjectFinding[] {
  if (current === null || current.driver === 'null' || current.driver === 'log') return [];
  const set = envValue(env, 'QUEUE_CONNECTION') ?? envValue(env, 'QUEUE_DRIVER');
  const value = set?.value ?? (major !== null && major >= 11 ? 'database' : 'sync');
  return value === 'sync' ? [] : [finding('queue-waits', 'note', { queue: value }, [set?.place])];
}

function prefixFindings({ database }: LaravelSettings, { current }: Chosen): readonly ProjectFinding[] {
  const prefix = configValue(at(database, 'redis', 'options', 'prefix'), 'redis.options.prefix');
  if (current?.driver !== 'redis' || prefix === null || prefix.value === '') return [];
  return [finding('redis-prefix', 'note', { prefix: prefix.value }, [prefix.place])];
}
