import { spawn } from 'node:child_process';
import type { Command } from 'commander';
import { ProblemError } from '../contract/problem';
import { inviteFrom } from '../engine/lock/find-engine';
import { attach, runningEngine } from './attach';
import { refuseUnknownApp } from './choose-app';
import { appOption, type CommonOptions, dataOption } from './command';

interface OpenOptions extends CommonOptions {
  readonly print?: boolean;
}

const help = `
The address works once; the browser that used it is remembered. Without a display it is only printed.

Examples:
  $ hubbub open
  $ hubbub open --print | xclip

Exit codes: 0 done, 2 bad usage, 3 no engine.`;

export function addOpen(program: Command): void {
  program
    .command('open')
    .description('Open the dashboard of the running engine in a browser, and print its address.')
    .option('--print', 'only print the address')
    .addOption(appOption('only if the hub has this app'))
    .addOption(dataOption())
    .option('--json', 'print {"dashboard": …} and open nothing')
    .addHelpText('after', help)
    .action(async ({ data, appId, print, json }: OpenOptions) => {
      if (appId !== undefined) await checkApp(data, appId);
      const lock = await runningEngine(data);
      const dashboard = await inviteFrom(lock);
      if (dashboard === null) {
        const hint = 'It may be ending just now; try again.';
        throw new ProblemError('engine-gone', `The engine at ${lock.address} gave no address.`, hint);
      }
      process.stdout.write(json === true ? `${JSON.stringify({ dashboard })}\n` : `${dashboard}\n`);
      if (print !== true && json !== true && hasDisplay()) await openBrowser(dashboard);
    });
}

async function checkApp(dataDir: string, appId: string): Promise<void> {
  const { client, gone } = await attach(dataDir);
  try {
    await Promise.race([refuseUnknownApp(client, appId), gone]);
  } finally {
    client.close();
  }
}

function hasDisplay(): boolean {
  return process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);
}

/** A browser that does not open is no failure: the address is printed. */
function openBrowser(address: string): Promise<void> {
  const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = {
    darwin: ['open', address],
    win32: ['rundll32', 'url.dll,FileProtocolHandler', address],
  };
  const [command, ...args] = openers[process.platform] ?? ['xdg-open', address];
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'ignore', detached: true });
    child.once('error', () => {
      process.stderr.write(`No browser could be opened (${command} is missing); open the address yourself.\n`);
      resolve();
    });
    child.once('spawn', () => {
      child.unref();
      resolve();
    });
  });
}
