import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { ProblemError } from '../contract/problem';
import { createDashboard, type Dashboard } from '../engine/dashboard/create-dashboard';
import { createEngine, type Engine } from '../engine/engine';
import { parseAddress } from './parse-address';
import { parseApp } from './parse-app';

export interface ServeOptions {
  readonly listen?: readonly string[];
  readonly app?: readonly string[];
  readonly dashboard?: string;
  readonly data: string;
  readonly json?: boolean;
}

/** Where the built parts lie, and what they call themselves. */
export interface Installation {
  readonly outDir: string;
  readonly version: string;
}

const dashboardDefault = { host: '127.0.0.1', port: 6002 };
/** A clean end is promised within 2 s. */
const patienceMs = 1_800;

/** Runs the engine and its dashboard until SIGINT or SIGTERM. */
export async function serve(options: ServeOptions, { outDir, version }: Installation): Promise<void> {
  const listen = options.listen?.map((text) => ({ ...parseAddress(text), asked: true }));
  const apps = options.app?.map(parseApp);
  const address = options.dashboard === undefined ? dashboardDefault : parseAddress(options.dashboard);
  mkdirSync(options.data, { recursive: true, mode: 0o700 });

  const engine = await createEngine({
    dataDir: options.data,
    workerDir: join(outDir, 'engine'),
    version,
    ...(apps === undefined ? {} : { apps }),
    ...(listen === undefined ? {} : { listen }),
  });
  let dashboard: Dashboard | null = null;
  try {
    refuseTaken(engine, listen !== undefined);
    dashboard = await createDashboard({
      ...address,
      asked: options.dashboard !== undefined,
      pageDir: join(outDir, 'renderer'),
      token: randomBytes(24).toString('base64url'),
      attach: (port) => engine.attach(port),
    });
  } catch (error) {
    await engine.close();
    throw error;
  }
  tell(engine, dashboard, options.json === true);
  await interrupted();
  setTimeout(() => process.exit(0), patienceMs).unref();
  await dashboard.close();
  await engine.close();
}

/** An address that was asked for and cannot be had is no hub; of the default ones, one is enough. */
function refuseTaken(engine: Engine, asked: boolean): void {
  const listeners = engine.listeners();
  const failed = listeners.find(({ state }) => state !== 'listening');
  const none = listeners.every(({ state }) => state !== 'listening');
  if (failed !== undefined && (asked || none)) {
    const { problem, url } = failed;
    throw new ProblemError(
      problem?.code ?? 'port-taken',
      problem?.message ?? `The hub cannot listen on ${url}.`,
      problem?.hint ?? 'Choose another port with --listen HOST:PORT.',
    );
  }
}

function tell(engine: Engine, dashboard: Dashboard, json: boolean): void {
  const listeners = engine.listeners();
  const hub = listeners.filter(({ state }) => state === 'listening').map(({ url }) => url);
  const address = dashboard.invite();
  if (json) {
    process.stdout.write(`${JSON.stringify({ ready: true, hub, dashboard: address })}\n`);
    return;
  }
  const skipped = listeners.flatMap(({ problem }) => (problem === null ? [] : [`Skipped: ${problem.message}`]));
  process.stdout.write([`Hub: ${hub.join(', ')}`, `Dashboard: ${address}`, ...skipped, ''].join('\n'));
}

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    process.once('SIGINT', () => resolve());
    process.once('SIGTERM', () => resolve());
  });
}
