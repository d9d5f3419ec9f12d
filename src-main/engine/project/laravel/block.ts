import { type BlockPlan, envValue, type PlannedLine } from '../project-read';
import type { LaravelConnection } from './connection';
import { clearApp } from './connection';
import type { LaravelSettings } from './laravel-settings';

/**
 * The lines of `.env` that decide where broadcasts go. Key, id and secret stay the project's own where it has them: the
 * hub takes those. null where a line of `.env` would not do, as the config does not ask for one.
 */
export function planBlock(settings: LaravelSettings, main: LaravelConnection | null, chosen: string): BlockPlan | null {
  if (main === null) return null;
  const { env, browser } = settings;
  const family = main.driver === 'reverb' ? 'REVERB' : 'PUSHER';
  const own = (name: string, means: PlannedLine['means']): PlannedLine => {
    const now = envValue(env, name);
    return { name, means, now: now?.value ?? null, place: now?.place ?? null };
  };
  const lines: PlannedLine[] = [];
  const selector = selectorOf(settings);
  if (selector !== '') lines.push({ ...own(selector, { text: main.name }), now: chosen });
  if (clearApp(main) === null) {
    lines.push(
      own(`${family}_APP_ID`, { of: 'id' }),
      own(`${family}_APP_KEY`, { of: 'key' }),
      own(`${family}_APP_SECRET`, { of: 'secret' }),
    );
  }
  const isInContainer = runsInContainer(settings, main);
  const { host, port, scheme } = main.variables;
  const names = {
    host: host || `${family}_HOST`,
    port: port || `${family}_PORT`,
    scheme: scheme || `${family}_SCHEME`,
  };
  lines.push(
    own(names.host, { of: 'serverHost' }),
    own(names.port, { of: 'port' }),
    own(names.scheme, { of: 'scheme' }),
  );
  const page = (part: string, means: PlannedLine['means'], mirrors: string): PlannedLine => {
    const name = `${main.browserPrefix}_${part}`;
    const found = browser.get(name);
    const isMirror = found?.repeats === mirrors;
    // In a container the server's host is a name that browsers do not know.
    const isOwn = part === 'HOST' && isInContainer;
    return {
      name,
      means,
      now: found?.value ?? null,
      place: found?.place ?? null,
      ...(isOwn ? {} : { mirrors, isMirror }),
    };
  };
  lines.push(
    page('APP_KEY', main.key?.value ? { text: main.key.value } : { of: 'key' }, main.key?.name ?? `${family}_APP_KEY`),
  );
  lines.push(
    page('HOST', { of: 'host' }, names.host),
    page('PORT', { of: 'port' }, names.port),
    page('SCHEME', { of: 'scheme' }, names.scheme),
  );
  // laravel-mix had no names for these, and its pages say them in the script.
  const isMix = main.browserPrefix.startsWith('MIX');
  return {
    file: '.env',
    isInContainer,
    lines: isMix ? lines.filter(({ name }) => !/^MIX_.*_(HOST|PORT|SCHEME)$/.test(name)) : lines,
  };
}

const besides = ['REDIS_HOST', 'DB_HOST'];

/** Hosts with the name of a container: what runs there reaches this computer under another name than 127.0.0.1. */
function runsInContainer({ env }: LaravelSettings, { server }: LaravelConnection): boolean {
  const hosts = [server?.host?.value, ...besides.map((name) => env.get(name)?.value)];
  return hosts.some((host) => host !== undefined && /^[a-z][\w-]*$/i.test(host) && host !== 'localhost');
}

/** The variable that chooses the connection: as the config file asks for it, '' if it asks for none. */
export function selectorOf({ broadcasting }: LaravelSettings): string {
  const chosen = broadcasting?.kind === 'array' ? broadcasting.items.get('default') : undefined;
  return chosen === undefined || chosen.kind === 'array' ? '' : chosen.env;
}
