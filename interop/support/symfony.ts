import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Ended, Served, Settings } from './php';
import { run, servePhp } from './php';

const folder = resolve('interop/symfony');
/** Without it PHP's web server shows an application no environment variables, and its .env would win. */
const showEnvironment = ['-d', 'variables_order=EGPCS'];

export interface SymfonyApp {
  /** Under PHP's own web server. */
  serve(): Promise<Served>;
  /** Runs `bin/console …`. */
  console(...args: readonly string[]): Promise<Ended>;
}

/** What an earlier run compiled: outside of debug mode nobody looks whether it still fits the sources. */
export const clearCache = (): Promise<void> => rm(join(folder, 'var'), { recursive: true, force: true });

/** The Symfony application with a hub and a Redis server; `settings` are further environment variables. */
export function symfony(hubUrl: string, redisPort: number, settings: Settings = {}): SymfonyApp {
  const env = {
    MERCURE_URL: hubUrl,
    MERCURE_PUBLIC_URL: hubUrl,
    MESSENGER_TRANSPORT_DSN: `redis://127.0.0.1:${redisPort}/updates`,
    ...settings,
  };
  return {
    serve: () => servePhp(folder, [...showEnvironment, '-t', 'public', 'public/index.php'], env),
    console: (...args) => run('php', [...showEnvironment, 'bin/console', '--no-ansi', ...args], folder, env),
  };
}
