/** Who listens on a port, as far as the system tells. */
export interface PortHolder {
  readonly name: string;
  readonly pid: number;
}

/** The few things to be read under /proc; handed in, so that nothing here touches the file system itself. */
export interface ProcFiles {
  readText(path: string): Promise<string>;
  list(path: string): Promise<readonly string[]>;
  readLink(path: string): Promise<string>;
}

const stateListen = '0A';

/** Linux only: the process that listens on `port`. null if the system does not tell (another user's process, another OS). */
export async function findPortHolder(port: number, files: ProcFiles): Promise<PortHolder | null> {
  try {
    const inodes = new Set<string>();
    for (const table of ['/proc/net/tcp', '/proc/net/tcp6']) {
      for (const inode of listeningInodes(await readOr(files, table), port)) {
        inodes.add(`socket:[${inode}]`);
      }
    }
    return inodes.size === 0 ? null : await findOwner(inodes, files);
  } catch {
    return null;
  }
}

function listeningInodes(table: string, port: number): readonly string[] {
  const portHex = port.toString(16).toUpperCase().padStart(4, '0');
  const inodes: string[] = [];
  for (const line of table.split('\n').slice(1)) {
    const columns = line.trim().split(/\s+/);
    const [, local = '', , state] = columns;
    const inode = columns[9];
    if (state === stateListen && local.endsWith(`:${portHex}`) && inode !== undefined) {
      inodes.push(inode);
    }
  }
  return inodes;
}

async function findOwner(sockets: ReadonlySet<string>, files: ProcFiles): Promise<PortHolder | null> {
  for (const name of await files.list('/proc')) {
    if (/^\d+$/.test(name) && (await holdsOne(`/proc/${name}/fd`, sockets, files))) {
      const command = (await readOr(files, `/proc/${name}/comm`)).trim();
      return { name: command === '' ? 'a process' : command, pid: Number(name) };
    }
  }
  return null;
}

async function holdsOne(folder: string, sockets: ReadonlySet<string>, files: ProcFiles): Promise<boolean> {
  const names = await files.list(folder).catch(() => []);
  for (const name of names) {
    const target = await files.readLink(`${folder}/${name}`).catch(() => '');
    if (sockets.has(target)) {
      return true;
    }
  }
  return false;
}

async function readOr(files: ProcFiles, path: string): Promise<string> {
  return files.readText(path).catch(() => '');
}
