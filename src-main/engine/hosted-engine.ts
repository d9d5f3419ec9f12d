import { randomBytes } from 'node:crypto';
import { readdir, readFile, readlink } from 'node:fs/promises';
import { join } from 'node:path';
import type { BoundAddresses, HostOptions, ProjectBrief } from '../contract/engine-host';
import type { ListenerState } from '../contract/hub';
import type { Port } from '../contract/port';
import { asError } from '../contract/problem';
import { createDashboard, type Dashboard } from './dashboard/create-dashboard';
import { createEngine, type Engine } from './engine';
import { findPortHolder } from './hub/port-holder';
import { claimFolder, FolderTakenError } from './lock/claim-folder';
import { findEngine, folderId } from './lock/find-engine';
import { folderToken, prepareFolder } from './lock/folder';
import { withSecretsOf } from './project/mercure-secrets';
import { folderOf } from './project/project-desk';
import { type EngineSettings, engineSettings } from './settings/engine-settings';
import { readSettings, SettingsBook } from './settings/settings-book';

/** Where the built parts lie: engine/ and renderer/ are in it. */
export interface Installation {
  readonly outDir: string;
  /** Seals secrets; from the keychain of the system, which only the app has. */
  readonly vaultKey?: Buffer | null;
}

/** Where that engine listens, so that the next one can take the same ports. */
export function boundAddresses({ engine, dashboard }: HostedEngine): BoundAddresses {
  const hubPorts = engine
    .listeners()
    .map(({ url, state }) => (state === 'listening' ? Number(new URL(url).port) : null));
  return { hubPorts, dashboardPort: dashboard.port };
}

/** The one engine of a data folder, with the dashboard that pages and commands reach it through. */
export interface HostedEngine {
  readonly engine: Engine;
  readonly dashboard: Dashboard;
  /** What --project named; null if it named nothing. */
  readonly project: ProjectBrief | null;
  /** Ends both in order and gives the folder back. */
  close(): Promise<void>;
}

const procFiles = {
  readText: (path: string) => readFile(path, 'utf8'),
  list: (path: string) => readdir(path),
  readLink: (path: string) => readlink(path),
};
const holderOf = (port: number) => findPortHolder(port, procFiles);

/**
 * Starts the engine of a folder. Rejects with a ProblemError: a FolderTakenError if the folder has an engine,
 * 'port-taken' if an address that was asked for cannot be had, 'bad-input' for wrong settings.
 *
 * The dashboard listens before the folder is claimed, and the claim is given back before it stops: whoever finds the
 * lock file of a live engine gets an answer at its address.
 */
export async function startHostedEngine(options: HostOptions, installation: Installation): Promise<HostedEngine> {
  const { outDir } = installation;
  const { dataDir, version } = options;
  // What is wrong with a flag is said before anything is touched.
  await engineSettings(options);
  if (options.project !== undefined) await folderOf(options.project);
  await prepareFolder(dataDir);
  const other = await findEngine(dataDir);
  if (other !== null) {
    throw new FolderTakenError(dataDir, other);
  }
  const kept = await readSettings(dataDir);
  const said = await engineSettings(options, kept.settings);
  const settings =
    options.project === undefined ? said : { ...said, protocols: await withSecretsOf(options.project, said.protocols) };
  const ending: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of ending.splice(0).reverse()) await end();
  };
  try {
    const token = await folderToken(dataDir);
    const run = randomBytes(12).toString('base64url');
    const waiting = new WaitingPorts();
    const dashboard = await createDashboard({
      address: settings.dashboard,
      pageDir: join(outDir, 'renderer'),
      token,
      identity: { run, folder: await folderId(dataDir) },
      attach: (port) => waiting.take(port),
      findPortHolder: holderOf,
    });
    ending.push(() => dashboard.close());
    const lock = { pid: process.pid, address: dashboard.origin, token, version, run };
    const claim = await claimFolder(dataDir, lock);
    ending.push(() => claim.release());
    const book = new SettingsBook(dataDir, kept, settings.given);
    const engine = await startEngine(options, settings, book, installation, dashboard);
    ending.push(() => engine.close());
    if (options.mustListen) {
      refuseDeaf(engine.listeners(), settings);
    }
    const project = options.project === undefined ? null : await engine.openProject(options.project);
    waiting.leadTo(engine);
    return { engine, dashboard, project, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function startEngine(
  { dataDir, version }: HostOptions,
  settings: EngineSettings,
  book: SettingsBook,
  { outDir, vaultKey = null }: Installation,
  dashboard: Dashboard,
): Promise<Engine> {
  const { apps, listen, protocols, sources, team, retention, statistics, tls } = settings;
  return createEngine({
    dataDir,
    version,
    workerDir: join(outDir, 'engine'),
    listen,
    protocols,
    sources,
    team,
    retention,
    statistics,
    vaultKey,
    tls,
    dashboard: dashboard.origin,
    settings: book,
    findPortHolder: holderOf,
    ...(apps === undefined ? {} : { apps }),
  });
}

/** Of the default addresses one is enough; one that was asked for and cannot be had is no hub. */
function refuseDeaf(listeners: readonly ListenerState[], { listen }: EngineSettings): void {
  const isDeaf = listeners.every(({ state }) => state !== 'listening');
  const failed = listeners.find(({ state, problem }, at) => {
    return state !== 'listening' && problem !== null && (isDeaf || listen[at]?.asked === true);
  });
  if (failed?.problem != null) {
    throw asError(failed.problem);
  }
}

/** Pages that come back while their engine is still starting. */
class WaitingPorts {
  private engine: Engine | null = null;
  private readonly ports: Port[] = [];

  take(port: Port): void {
    if (this.engine === null) this.ports.push(port);
    else this.engine.attach(port);
  }

  leadTo(engine: Engine): void {
    this.engine = engine;
    for (const port of this.ports.splice(0)) engine.attach(port);
  }
}
