import { dirname, resolve } from 'node:path';
import type { BoundAddresses, HostOptions } from '../../contract/engine-host';
import { defaultSettings, type Settings } from '../../contract/settings';
import type { TlsFiles } from '../../contract/tls';
import type { GivenApps } from '../apps/app-registry';
import type { ListenAddress } from '../hub/hub';
import type { ProtocolSettings } from '../protocols';
import type { RedisAddress } from '../sources/redis-address';
import type { SourceSettings } from '../sources/source-set';
import type { StatisticsSettings } from '../statistics/create-statistics';
import type { Retention } from '../store/worker-messages';
import type { GivenCertificate } from '../tls/certificates';
import { givenCertificate } from '../tls/given-certificate';
import { askedFor, keptAddresses } from './listen-addresses';
import type { MercureConfig } from './mercure-schema';
import { mercureSettings } from './mercure-settings';
import { parseApp } from './parse-app';
import { readConfig } from './read-config';
import type { FixedValue } from './settings-book';
import type { SocketIoConfig } from './socketio-schema';
import { sourceSettings, teamAddress } from './source-settings';

/** What an engine and its dashboard are made with. */
export interface EngineSettings {
  /** undefined: none was named. */
  readonly apps: GivenApps | undefined;
  readonly protocols: ProtocolSettings;
  readonly sources: readonly SourceSettings[];
  /** Where the other nodes of its team are met; null if it stands alone. */
  readonly team: RedisAddress | null;
  readonly listen: readonly ListenAddress[];
  readonly dashboard: ListenAddress;
  readonly retention: Retention;
  /** What is decided for this run, so that a page can say by whom. */
  readonly given: readonly FixedValue[];
  readonly statistics: Partial<StatisticsSettings>;
  /** What was given for TLS, read and found good; null if nothing was. */
  readonly tls: GivenCertificate | null;
}

const hourMs = 3_600_000;
const defaultDashboard: ListenAddress = { host: '127.0.0.1', port: 6002, asked: false };

/**
 * Defaults, then what the data folder keeps, then the settings file of --config, then what was said in words. Rejects with
 * a ProblemError 'bad-input'.
 */
export async function engineSettings(options: HostOptions, kept: Settings = defaultSettings): Promise<EngineSettings> {
  const config = options.config === undefined ? {} : await readConfig(options.config);
  const listen = options.listen ?? config.listen;
  const dashboard = options.dashboard ?? config.dashboard;
  const retention = config.retention ?? kept.retention;
  return again(
    {
      apps: givenApps(options.apps, config.apps),
      protocols: { mercure: mercureSettings(config.mercure, options.mercureSecrets) },
      sources: sourceSettings(options, config.sources),
      team: teamAddress(options.redis ?? config.redis),
      listen: listen?.map(askedFor) ?? keptAddresses(kept.hub.listen),
      dashboard: dashboard === undefined ? defaultDashboard : askedFor(dashboard),
      retention: retentionOf(retention),
      given: [
        ...givenListen(options.listen, config.listen),
        ...givenGroup('retention', config.retention),
        ...givenGroup('relay', config.relay),
        ...givenGroup('faces', config.faces),
        ...givenMercure(config.mercure, options.mercureSecrets),
        ...givenSocketIo(config.socketio, options.socketIoAuth),
      ],
      statistics: config.statistics ?? {},
      tls: await givenCertificate(options.tls ?? besides(options.config, config.tls)),
    },
    options.again,
  );
}

/** Paths in a settings file are meant from where it is. */
function besides(config: string | undefined, tls: TlsFiles | undefined): TlsFiles | undefined {
  if (tls === undefined) return undefined;
  const folder = dirname(config ?? '');
  return { cert: resolve(folder, tls.cert), key: resolve(folder, tls.key) };
}

function givenApps(flags: readonly string[] | undefined, file: GivenApps['apps'] | undefined): GivenApps | undefined {
  if (flags !== undefined) {
    return { apps: flags.map(parseApp), source: 'flag' };
  }
  return file === undefined ? undefined : { apps: file, source: 'config' };
}

export function retentionOf({ entries, bytes, hours }: Settings['retention']): Retention {
  return { entries, bytes, ms: hours * hourMs };
}

function givenListen(flags: readonly string[] | undefined, file: readonly string[] | undefined): readonly FixedValue[] {
  const value = flags ?? file;
  return value === undefined ? [] : [{ path: 'hub.listen', by: flags === undefined ? '--config' : '--listen', value }];
}

function givenGroup(group: keyof Settings, values: object | undefined): readonly FixedValue[] {
  return Object.entries(values ?? {}).map(([name, value]) => ({ path: `${group}.${name}`, by: '--config', value }));
}

/** The keys themselves are not shown: whose they are is. */
function givenMercure(
  config: MercureConfig | undefined,
  secrets: readonly string[] | undefined,
): readonly FixedValue[] {
  const { secret, publisher, subscriber, ...rest } = config ?? {};
  const isInFile = secret !== undefined || publisher !== undefined || subscriber !== undefined;
  const by = secrets !== undefined ? '--mercure-secret' : isInFile ? '--config' : null;
  const keys = ['secret', 'publisherKey', 'subscriberKey'] as const;
  return [
    ...givenGroup('mercure', rest),
    ...(by === null ? [] : keys.map((name) => ({ path: `mercure.${name}`, by, value: defaultSettings.mercure[name] }))),
  ];
}

/** What was said in words wins over the file. */
function givenSocketIo(config: SocketIoConfig | undefined, urls: readonly string[] | undefined): readonly FixedValue[] {
  const { authUrls, ...rest } = config ?? {};
  const given = urls ?? authUrls;
  return [
    ...givenGroup('socketio', rest),
    ...(given === undefined
      ? []
      : [{ path: 'socketio.authUrls', by: urls === undefined ? '--config' : '--socketio-auth', value: given }]),
  ];
}

/** An engine that comes back takes the ports it had, which clients know. */
function again(settings: EngineSettings, bound: BoundAddresses | undefined): EngineSettings {
  if (bound === undefined) {
    return settings;
  }
  return {
    ...settings,
    listen: settings.listen.map((address, at) =>
      address.port === 0 ? { ...address, port: bound.hubPorts[at] ?? 0 } : address,
    ),
    dashboard: { ...settings.dashboard, port: bound.dashboardPort },
  };
}
