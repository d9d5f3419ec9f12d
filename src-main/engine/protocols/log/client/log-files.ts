import { readdir, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** `laravel.log` and the dated ones beside it are one log: daily from 5.x on, monthly from 13. */
export function logFamily(path: string): { readonly folder: string; readonly isOf: (name: string) => boolean } {
  const stem = basename(path).replace(/(?:-\d{4}-\d\d(?:-\d\d)?)?\.log$/, '');
  const rest = /^(?:-\d{4}-\d\d(?:-\d\d)?)?\.log$/;
  return {
    folder: dirname(path),
    isOf: (name) => name === basename(path) || (name.startsWith(stem) && rest.test(name.slice(stem.length))),
  };
}

/** The files of a log there are, and their sizes; none if the folder cannot be read. */
export async function familyFiles(path: string): Promise<readonly { readonly id: string; readonly size: number }[]> {
  const { folder, isOf } = logFamily(path);
  const names = (await readdir(folder).catch(() => [])).filter(isOf);
  const files = await Promise.all(names.map((name) => stat(join(folder, name)).catch(() => null)));
  return files.flatMap((file, at) =>
    file?.isFile() === true ? [{ id: fileId(join(folder, names[at] as string), file.ino), size: file.size }] : [],
  );
}

/** Another file may come to have the same name, and, once one is deleted, another name the same inode. */
export function fileId(path: string, inode: number): string {
  return `${path} ${inode}`;
}

/** The file of a log that was written to last; null if there is none. Rejects if the folder cannot be read. */
export async function newestFile(path: string): Promise<string | null> {
  const { folder, isOf } = logFamily(path);
  const names = (await readdir(folder)).filter(isOf);
  let newest: { readonly path: string; readonly atMs: number } | null = null;
  for (const name of names.sort()) {
    const found = await stat(join(folder, name)).catch(() => null);
    if (found?.isFile() && (newest === null || found.mtimeMs >= newest.atMs)) {
      newest = { path: join(folder, name), atMs: found.mtimeMs };
    }
  }
  return newest?.path ?? null;
}
