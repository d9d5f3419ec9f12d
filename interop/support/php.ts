import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

export type Settings = Readonly<Record<string, string>>;

export interface Ended {
  readonly code: number;
  readonly output: string;
}

/** Runs a command to its end. Rejects if it could not be started. */
export function run(command: string, args: readonly string[], cwd = '.', env: Settings = {}): Promise<Ended> {
  return new Promise((done, fail) => {
    execFile(command, args, { cwd, env: { ...process.env, ...env } }, (error, stdout, stderr) => {
      // Only a number is an exit code: anything else is why it did not run at all.
      if (error !== null && typeof error.code !== 'number') fail(error);
      else done({ code: Number(error?.code ?? 0), output: stdout + stderr });
    });
  });
}

export interface SdkError {
  readonly class: string;
  readonly message: string;
  readonly code: number;
}

/** One call of a PHP SDK. Rejects with an SdkError's message if the SDK throws. */
export type SdkCall = (method: string, ...args: readonly unknown[]) => Promise<unknown>;

/** The SDK in interop/php/FOLDER, pointed at a hub; `settings` are environment variables, `ini` lines of php.ini. */
export function phpSdk(folder: string, port: number, settings: Settings = {}, ini: readonly string[] = []): SdkCall {
  const cwd = resolve('interop/php');
  return async (method, ...args) => {
    const texts = args.map((arg) => JSON.stringify(arg));
    const { output } = await run(
      'php',
      [...ini.flatMap((line) => ['-d', line]), 'call.php', folder, String(port), method, ...texts],
      cwd,
      settings,
    );
    const answer = parse(output) as { result?: unknown; error?: SdkError };
    if (answer.error !== undefined) throw Object.assign(new Error(answer.error.message), answer.error);
    return answer.result;
  };
}

function parse(output: string): object {
  try {
    return JSON.parse(output) as object;
  } catch {
    throw new Error(`PHP printed no JSON: ${output}`);
  }
}

/** Settings that differ from the application's .env: the port, as tests take a free one. */
const hubAt = (port: number): Settings => ({ PUSHER_PORT: String(port), REVERB_PORT: String(port) });

export interface Served {
  readonly url: string;
  /** What PHP has written about its requests and their exceptions. */
  output(): string;
  stop(): Promise<void>;
}

export interface LaravelApp {
  /** Runs `php artisan …` of it. */
  artisan(port: number, args: readonly string[], settings?: Settings): Promise<Ended>;
  /** It under PHP's own web server. */
  serve(port: number, settings?: Settings): Promise<Served>;
}

/** A Laravel application of interop/, pointed at a hub on a port. */
export function laravelApp(folder: string): LaravelApp {
  const dir = resolve('interop', folder);
  return {
    artisan: (port, args, settings = {}) =>
      run('php', ['artisan', '--no-ansi', ...args], dir, { ...hubAt(port), ...settings }),
    serve: (port, settings = {}) => servePhp(dir, ['-t', 'public', 'server.php'], { ...hubAt(port), ...settings }),
  };
}

export const { artisan, serve: serveLaravel } = laravelApp('laravel');

/** An application under PHP's own web server. */
export async function servePhp(cwd: string, args: readonly string[], settings: Settings): Promise<Served> {
  const own = await freePort();
  const child = spawn('php', ['-S', `127.0.0.1:${own}`, ...args], {
    cwd,
    env: { ...process.env, ...settings },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said: string[] = [];
  await saidStarted(child, said);
  return { url: `http://127.0.0.1:${own}`, output: () => said.join('\n'), stop: () => endProcess(child) };
}

export async function endProcess(child: ChildProcess): Promise<void> {
  child.kill();
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
}

function saidStarted(child: ChildProcess, said: string[]): Promise<void> {
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`PHP's web server ended with exit code ${code}: ${said.join('\n')}`)));
    createInterface(child.stderr as NonNullable<typeof child.stderr>).on('line', (line) => {
      said.push(line);
      if (line.includes('started')) done();
    });
  });
}

export async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((done) => probe.close(done));
  return port;
}
