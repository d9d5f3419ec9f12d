import { cp, mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

/** The real applications of interop/, each as it would lie in somebody's folder: without the packages it has installed. */
export type ProjectName = 'laravel' | 'symfony';

/** A copy of its own, which a spec may change. */
export async function copyOfProject(name: ProjectName): Promise<{ readonly dir: string; remove(): Promise<void> }> {
  const parent = await realpath(await mkdtemp(join(tmpdir(), 'hubbub-project-')));
  const dir = join(parent, name);
  await cp(`interop/${name}`, dir, { recursive: true, filter: (path) => basename(path) !== 'vendor' });
  return { dir, remove: () => rm(parent, { recursive: true, force: true }) };
}
