import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Lets a page open on Live although nothing was ever recorded; settings that are there already stay. */
export async function keepLive(dataDir: string): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const settings = JSON.stringify({ general: { welcome: false } });
  await writeFile(join(dataDir, 'settings.json'), settings, { flag: 'wx' }).catch(() => {});
}
