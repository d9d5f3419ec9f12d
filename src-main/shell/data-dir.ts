import { join } from 'node:path';

/** --data DIR, or the folder that the command line uses by default too. */
export function dataDirOf(argv: readonly string[], home: string): string {
  const at = argv.indexOf('--data');
  const named = at === -1 ? undefined : argv[at + 1];
  if (named !== undefined) return named;
  if (process.platform === 'darwin') return join(home, 'Library', 'Application Support', 'Hubbub');
  if (process.platform === 'win32') return join(process.env.LOCALAPPDATA || join(home, 'AppData', 'Local'), 'Hubbub');
  return join(process.env.XDG_DATA_HOME || join(home, '.local', 'share'), 'hubbub');
}
