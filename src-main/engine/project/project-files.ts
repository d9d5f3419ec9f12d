import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { limits } from '../../contract/limits';

/** The files of a project, by their path from its folder with slashes. Only reads, and no more of a file than a bound. */
export interface ProjectFiles {
  /** The folder itself. */
  readonly dir: string;
  /** null if there is no such file, or it is none that can be read: a folder, a pipe, one that is too large. */
  read(path: string): Promise<string | null>;
  /** What is in a folder; nothing if it is not there. */
  list(path: string): Promise<readonly { readonly name: string; readonly isFolder: boolean }[]>;
}

export function projectFiles(dir: string): ProjectFiles {
  return {
    dir,
    read: (path) => readBounded(join(dir, path)).catch(() => null),
    async list(path) {
      const entries = await readdir(join(dir, path), { withFileTypes: true }).catch(() => []);
      // Links to folders are not followed: they may lead round in a circle, or out of the project.
      return entries
        .filter((entry) => entry.isDirectory() || entry.isFile())
        .map((entry) => ({ name: entry.name, isFolder: entry.isDirectory() }));
    },
  };
}

async function readBounded(path: string): Promise<string | null> {
  // A pipe would keep us waiting for its writer: it is opened without waiting, and then not read.
  const { O_RDONLY, O_NONBLOCK } = (await import('node:fs')).constants;
  const file = await open(path, O_RDONLY | (O_NONBLOCK ?? 0));
  try {
    const stat = await file.stat();
    if (!stat.isFile() || stat.size > limits.projectFileBytes) return null;
    return await file.readFile('utf8');
  } finally {
    await file.close();
  }
}
