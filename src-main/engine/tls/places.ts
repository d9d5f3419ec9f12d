import { join } from 'node:path';
import type { TlsState } from '../../contract/tls';

/** What of the system the certificates have to know. */
export interface TlsSystem {
  readonly platform: TlsState['platform'];
  readonly home: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Runs a program of the system for at most a few seconds. Its exit code; null if it could not be run. */
  run(command: string, args: readonly string[]): Promise<number | null>;
}

/** A folder in which a tool keeps `shop.test.crt` and `shop.test.key` for each site it secured. */
export interface SiteFolder {
  readonly tool: 'valet' | 'herd';
  readonly certificates: string;
  readonly authority: string;
}

export function siteFolders({ platform, home }: TlsSystem): readonly SiteFolder[] {
  const valet = (base: string, tool: SiteFolder['tool'] = 'valet'): SiteFolder => ({
    tool,
    certificates: join(base, 'Certificates'),
    authority: join(base, 'CA', 'LaravelValetCASelfSigned.pem'),
  });
  const herd = {
    macos: join(home, 'Library', 'Application Support', 'Herd', 'config', 'valet'),
    windows: join(home, '.config', 'herd', 'config', 'valet'),
    linux: null,
    other: null,
  }[platform];
  return [
    ...(herd === null ? [] : [valet(herd, 'herd')]),
    valet(join(home, '.config', 'valet')),
    // Valet's fork for Linux, and versions of Valet before 2018.
    valet(join(home, '.valet')),
  ];
}

/** Where mkcert keeps its authority, as `mkcert -CAROOT` prints it. */
export function mkcertFolder({ platform, home, env }: TlsSystem): string {
  const set = (name: string) => (env[name] === undefined || env[name] === '' ? null : (env[name] as string));
  const asked = set('CAROOT');
  if (asked !== null) return asked;
  if (platform === 'macos') return join(home, 'Library', 'Application Support', 'mkcert');
  if (platform === 'windows') return join(set('LOCALAPPDATA') ?? join(home, 'AppData', 'Local'), 'mkcert');
  return join(set('XDG_DATA_HOME') ?? join(home, '.local', 'share'), 'mkcert');
}
