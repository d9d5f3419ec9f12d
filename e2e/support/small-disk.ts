import { open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { anyPort } from './launch';
import { type ServedEngine, started } from './served-engine';

/** An engine whose data folder is a disk of its own, which can be filled. */
export interface SmallDisk {
  readonly engine: ServedEngine;
  /** The folder as the rest of the machine sees it. */
  readonly dataDir: string;
  /** Writes until nothing more fits. */
  fill(): Promise<void>;
  free(): Promise<void>;
}

/** More than the write-ahead log takes. */
const megabytes = 64;
const chunk = Buffer.alloc(65_536, 'x');

/**
 * Starts `serve` in a mount namespace of its own, with a small disk in memory on `folder`. It is gone with the engine,
 * however that ends. Linux only; one that does not let us fails the test.
 */
export async function serveOnSmallDisk(folder: string): Promise<SmallDisk> {
  const namespace = process.getuid?.() === 0 ? ['-m'] : ['-r', '-m'];
  const script = `mount -t tmpfs -o size=${megabytes}m,mode=700 hubbub "$0" && exec "$@"`;
  const serve = [process.execPath, 'out/cli/hubbub.js', 'serve', '--json', '--data', folder, ...anyPort];
  const engine = await started('unshare', [...namespace, 'sh', '-c', script, folder, ...serve]);
  const dataDir = join(`/proc/${engine.process.pid}/root`, folder);
  const filler = join(dataDir, 'filler');
  return {
    engine,
    dataDir,
    async fill() {
      const file = await open(filler, 'a');
      try {
        // What is left over for less than a page of the database does not count as space.
        for (let size = chunk.length; size >= 1; ) {
          const { bytesWritten } = await file.write(chunk, 0, size).catch(() => ({ bytesWritten: 0 }));
          if (bytesWritten === 0) size = Math.floor(size / 2);
        }
      } finally {
        await file.close();
      }
    },
    free: () => rm(filler, { force: true }),
  };
}
