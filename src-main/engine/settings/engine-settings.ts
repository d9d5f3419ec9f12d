import type { BoundAddresses, HostOptions } from '../../contract/engine-host';
import type { GivenApps } from '../apps/app-registry';
import type { ListenAddress } from '../hub/hub';
import type { ProtocolSettings } from '../protocols';
import type { StatisticsSettings } from '../statistics/create-statistics';
import type { Retention } from '../store/worker-messages';
import { mercureSettings } from './mercure-settings';
import { parseAddress } from './parse-address';
import { parseApp } from './parse-app';
import { readConfig } from './read-config';

/** What an engine and its dashboard are made with. */
export interface EngineSettings {
  /** undefined: none was named. */
  readonly apps: GivenApps | undefined;
  readonly protocols: ProtocolSettings;
  readonly listen: readonly ListenAddress[];
  readonly dashboard: ListenAddress;
  readonly retention: Partial<Retention>;
  readonly statistics: Partial<StatisticsSettings>;
}

const hourMs = 3_600_000;
const defaultDashboard: ListenAddress = { host: '127.0.0.1', port: 6002, asked: false };
/** One of these that is taken is skipped with a note. */
const defaultListeners: readonly ListenAddress[] = [6001, 8080].flatMap((port) =>
  ['127.0.0.1', '::1'].map((host) => ({ host, port, asked: false })),
);

/** Defaults, then the settings file, then what was said in words. Rejects with a ProblemError 'bad-input'. */
export async function engineSettings(options: HostOptions): Promise<EngineSettings> {
  const config = options.config === undefined ? {} : await readConfig(options.config);
  const listen = options.listen ?? config.listen;
  const dashboard = options.dashboard ?? config.dashboard;
  const { retention } = config;
  return again(
    {
      apps: givenApps(options.apps, config.apps),
      protocols: { mercure: mercureSettings(config.mercure, options.mercureSecrets) },
      listen: listen?.map(asked) ?? defaultListeners,
      dashboard: dashboard === undefined ? defaultDashboard : asked(dashboard),
      retention:
        retention === undefined
          ? {}
          : { entries: retention.entries, bytes: retention.bytes, ms: retention.hours * hourMs },
      statistics: config.statistics ?? {},
    },
    options.again,
  );
}

function givenApps(flags: readonly string[] | undefined, file: GivenApps['apps'] | undefined): GivenApps | undefined {
  if (flags !== undefined) {
    return { apps: flags.map(parseApp), source: 'flag' };
  }
  return file === undefined ? undefined : { apps: file, source: 'config' };
}

function asked(text: string): ListenAddress {
  return { ...parseAddress(text), asked: true };
}

/** An engine that comes back takes the ports it had, which clients know. */
function again(settings: EngineSettings, bound: BoundAddresses | undefined): EngineSettings {
  if (bound === undefined) {
    return settings;
  }
  return {
    ...settings,
    listen: settings.listen.map((address, at) => ({ ...address, port: bound.hubPorts[at] ?? address.port })),
    dashboard: { ...settings.dashboard, port: bound.dashboardPort },
  };
}
