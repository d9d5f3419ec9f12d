import { _electron, type ElectronApplication, type Page } from '@playwright/test';

export interface LaunchedWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
  /** Address of the hub. */
  readonly hub: URL;
  /** 'Electron 25.1.1'. */
  readonly version: string;
  close(): Promise<void>;
}

/** Ports that are free, so that nothing else on this machine is in the way. */
export const anyPort = ['--listen', '127.0.0.1:0', '--dashboard', '127.0.0.1:0'];

export const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : [];

/** A host that is not there fails the run; it never skips. @param name of the environment variable that names it */
export function needed(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the specs with "npm test -- --only e2e packaged".`);
  return value;
}

const variables = Object.fromEntries(
  Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
);

export interface StartedWindow {
  readonly app: ElectronApplication;
  readonly page: Page;
}

/** Starts Hubbub in a window, whatever becomes of its hub. @param target as below */
export async function startWindow(
  executablePath: string,
  target: readonly string[],
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
  ports: readonly string[] = anyPort,
): Promise<StartedWindow> {
  const args = [...asRoot, '--disable-gpu', ...target, '--data', dataDir, ...ports];
  const app = await _electron.launch({ executablePath, args, env: { ...variables, ...env } });
  return { app, page: await app.firstWindow() };
}

/** Starts Hubbub in a window and waits until its hub is up. @param target what comes before the options: '.' or nothing */
export async function launchWindow(
  executablePath: string,
  target: readonly string[],
  dataDir: string,
  env: Readonly<Record<string, string>> = {},
  ports: readonly string[] = anyPort,
): Promise<LaunchedWindow> {
  const { app, page } = await startWindow(executablePath, target, dataDir, env, ports);
  const address = page.getByRole('status');
  await address.getByText(/127\.0\.0\.1:\d+/).waitFor();
  const port = /127\.0\.0\.1:(\d+)/.exec((await address.textContent()) ?? '')?.[1];
  const version = await app.evaluate(() => process.versions.electron);
  const hub = new URL(`http://127.0.0.1:${port}`);
  return { app, page, hub, version: `Electron ${version}`, close: () => app.close() };
}

/** The runtime that runs Hubbub from its sources' build. */
export const launchBuilt = (dataDir: string, ports?: readonly string[]) =>
  launchWindow(needed('HUBBUB_ELECTRON'), ['.'], dataDir, {}, ports);
