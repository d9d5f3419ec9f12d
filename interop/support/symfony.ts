import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Ended, Served, Settings } from './php';
import { endProcess, run, servePhp } from './php';

const folder = resolve('interop/symfony');
/** Without it PHP's web server shows an application no environment variables, and its .env would win. */
const showEnvironment = ['-d', 'variables_order=EGPCS'];

export interface SymfonyApp {
  /** Under PHP's own web server. */
  serve(): Promise<Served>;
  /** Runs `bin/console …`. */
  console(...args: readonly string[]): Promise<Ended>;
  /** A worker that takes from a transport until it is stopped. */
  consume(transport: string): { stop(): Promise<void> };
}

/** What an earlier run compiled: outside of debug mode nobody looks whether it still fits the sources. */
export const clearCache = (): Promise<void> => rm(join(folder, 'var'), { recursive: true, force: true });

/** The Symfony application with a hub and a Redis server; `settings` are further environment variables. */
export function symfony(hubUrl: string, redisPort: number, settings: Settings = {}): SymfonyApp {
  return symfonyIn(folder, {
    MERCURE_URL: hubUrl,
    MERCURE_PUBLIC_URL: hubUrl,
    MESSENGER_TRANSPORT_DSN: `redis://127.0.0.1:${redisPort}/updates`,
    ...settings,
  });
}

/** An application in a folder, with environment variables of its own. */
export function symfonyIn(dir: string, env: Settings): SymfonyApp {
  return {
    // Files of its public folder are served as they are; every other address is index.php's.
    serve: () => servePhp(dir, [...showEnvironment, '-t', 'public'], env),
    console: (...args) => run('php', [...showEnvironment, 'bin/console', '--no-ansi', ...args], dir, env),
    consume(transport) {
      const args = [...showEnvironment, 'bin/console', 'messenger:consume', transport, '--sleep=0.05', '--quiet'];
      const child = spawn('php', args, { cwd: dir, env: { ...process.env, ...env }, stdio: 'inherit' });
      return { stop: () => endProcess(child) };
    },
  };
}
