import { join } from 'node:path';

/** The folder app and commands share, where none is named. */
export function defaultDataDir(platform: NodeJS.Platform, home: string, env: NodeJS.ProcessEnv): string {
  if (platform === 'darwin') {
    return join(home, 'Library', 'Application Support', 'Hubbub');
  }
  if (platform === 'win32') {
    return join(env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Hubbub');
  }
  return join(env.XDG_DATA_HOME || join(home, '.local', 'share'), 'hubbub');
}
