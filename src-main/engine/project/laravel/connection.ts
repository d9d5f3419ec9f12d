import type { ProjectDriver, ProjectRoute, ProjectSystem, ProjectValue } from '../../../contract/project';
import type { EnvValues } from '../env/env-values';
import { at, isTruthy, type PhpValue, textOf } from '../php/php-value';
import { type ClearApp, configValue, envValue, maskValue, route } from '../project-read';

const drivers: readonly ProjectDriver[] = ['pusher', 'reverb', 'ably', 'redis', 'log', 'null'];

/** One entry of `connections` in config/broadcasting.php. */
export interface LaravelConnection {
  readonly name: string;
  readonly driver: ProjectDriver;
  readonly id: ProjectValue | null;
  readonly key: ProjectValue | null;
  readonly secret: ProjectValue | null;
  readonly cluster: ProjectValue | null;
  readonly server: ProjectRoute | null;
  readonly browser: ProjectRoute | null;
  /** Key the pages are built with; null if there is no line for it. */
  readonly browserKey: ProjectValue | null;
  /** 'VITE_REVERB' or 'MIX_PUSHER': what names of the browser's side begin with. */
  readonly browserPrefix: string;
  /** Variables its options hang on; '' where the config has no variable for it. */
  readonly variables: { readonly host: string; readonly port: string; readonly scheme: string };
}

export function readConnection(name: string, broadcasting: PhpValue | null, browser: EnvValues): LaravelConnection {
  const config = at(broadcasting, 'connections', name);
  const named = textOf(at(config, 'driver')) ?? name;
  const driver = drivers.find((one) => one === named) ?? 'other';
  const value = (...path: string[]) => configValue(at(config, ...path), ['connections', name, ...path].join('.'));
  const option = (key: string) => value('options', key);
  const cluster = option('cluster');
  const browserPrefix = prefixOf(driver === 'reverb' ? 'REVERB' : 'PUSHER', browser);
  const isBroadcaster = driver === 'pusher' || driver === 'reverb';
  return {
    name,
    driver,
    id: value('app_id'),
    key: value('key'),
    secret: value('secret'),
    cluster,
    server: isBroadcaster ? serverRoute(option, at(config, 'options'), cluster, driver) : null,
    browser: isBroadcaster ? browserRoute(browserPrefix, browser, driver) : null,
    browserKey: isBroadcaster ? envValue(browser, `${browserPrefix}_APP_KEY`) : null,
    browserPrefix,
    variables: {
      host: variable(at(config, 'options', 'host')),
      port: variable(at(config, 'options', 'port')),
      scheme: variable(at(config, 'options', 'scheme')) || variable(at(config, 'options', 'useTLS')),
    },
  };
}

type Option = (key: string) => ProjectValue | null;

/** As the SDKs take it: without a host it is Pusher's own, of the cluster; without anything it is https on 443. */
function serverRoute(
  option: Option,
  options: PhpValue | null,
  cluster: ProjectValue | null,
  driver: ProjectDriver,
): ProjectRoute {
  const given = option('host');
  const hosted = {
    value: `api-${cluster?.value || 'mt1'}.pusher.com`,
    name: cluster?.name ?? '',
    masked: null,
    place: cluster?.place ?? null,
  };
  const host = given === null || given.value === '' ? (driver === 'pusher' ? hosted : given) : given;
  const tls = at(options, 'useTLS') ?? at(options, 'encrypted');
  const usual = tls === null || tls.kind === 'unknown' || isTruthy(tls) ? 'https' : 'http';
  const scheme = option('scheme') ?? { name: '', value: usual, masked: null, place: null };
  const port = option('port') ?? {
    name: '',
    value: scheme.value === 'https' ? '443' : '80',
    masked: null,
    place: null,
  };
  return route(scheme, host, port, 'http');
}

function browserRoute(prefix: string, browser: EnvValues, driver: ProjectDriver): ProjectRoute {
  const [scheme, port] = [envValue(browser, `${prefix}_SCHEME`), envValue(browser, `${prefix}_PORT`)];
  const given = envValue(browser, `${prefix}_HOST`);
  const cluster = envValue(browser, `${prefix}_APP_CLUSTER`);
  if ((given === null || given.value === '') && driver === 'pusher' && cluster !== null && cluster.value !== '') {
    // What pusher-js connects to when it is given a cluster and no host.
    return route(scheme, { ...cluster, value: `ws-${cluster.value}.pusher.com` }, port, 'ws');
  }
  return route(scheme, given, port, 'ws');
}

/** laravel-mix names them MIX_ up to Laravel 8, Vite VITE_ since. */
function prefixOf(family: string, browser: EnvValues): string {
  const has = (prefix: string) => [...browser.keys()].some((name) => name.startsWith(`${prefix}_${family}_`));
  return `${!has('VITE') && has('MIX') ? 'MIX' : 'VITE'}_${family}`;
}

function variable(value: PhpValue | null): string {
  return value === null || value.kind === 'array' ? '' : value.env;
}

const ablyKey = /^([^.:\s]+)\.[^:\s]+(?=:(.+)$)/;

/** Ably has it all in one: APPID.KEYID:SECRET. */
export function clearApp({ driver, id, key, secret }: LaravelConnection): ClearApp | null {
  if (driver === 'ably') {
    const [name, app, rest] = ablyKey.exec(key?.value ?? '') ?? [];
    return name && app && rest ? { id: app, key: name, secret: rest, place: key?.place ?? null } : null;
  }
  if (!id?.value || !key?.value || !secret?.value) return null;
  return { id: id.value, key: key.value, secret: secret.value, place: key.place };
}

export function systemOf(
  connection: LaravelConnection,
  isInUse: boolean,
  more: readonly ProjectValue[] = [],
): ProjectSystem {
  const { name, driver, id, key, secret, cluster, server, browser } = connection;
  const isSecretKey = driver === 'ably';
  const values = [
    id,
    key === null ? null : isSecretKey ? maskValue(key) : key,
    secret === null ? null : maskValue(secret),
    cluster,
    ...more,
  ];
  return { name, driver, isInUse, values: values.filter((one): one is ProjectValue => one !== null), server, browser };
}
