import { execFile } from 'node:child_process';
import { homedir } from 'node:os';
import type { TlsSystem } from './places';

const patienceMs = 5_000;
const platforms: Partial<Record<NodeJS.Platform, TlsSystem['platform']>> = {
  linux: 'linux',
  darwin: 'macos',
  win32: 'windows',
};

/** The system the engine runs on. */
export function thisSystem(): TlsSystem {
  return {
    platform: platforms[process.platform] ?? 'other',
    home: homedir(),
    env: process.env,
    run: (command, args) =>
      new Promise((resolve) => {
        execFile(command, args, { timeout: patienceMs, windowsHide: true }, (error) => {
          const code = error === null ? 0 : error.code;
          resolve(typeof code === 'number' ? code : null);
        });
      }),
  };
}
