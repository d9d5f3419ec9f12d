import { type FSWatcher, watch } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import type { Clock, Timer } from '../../../clock';
import { familyFiles, fileId, logFamily, newestFile } from './log-files';

const everyMs = 500;
const chunkBytes = 262_144;

export interface LogListener {
  /** Bytes in the order they were written. */
  bytes(bytes: Buffer): void;
  /** Nothing new since the last look. */
  idle(): void;
  /** Another file is followed now, or one again. `isNew`: from its beginning. */
  file(path: string, isNew: boolean): void;
  /** It was made shorter in place: what it had is gone. */
  truncated(): void;
  /** Reading failed, or there is no such file (any more); null: it does again. */
  trouble(error: NodeJS.ErrnoException | null): void;
}

/** Follows a log as it is written, truncated, renamed and begun anew. Only reads. */
export class FollowLog {
  private handle: FileHandle | null = null;
  private path = '';
  private inode = 0;
  private offset = 0;
  /** How far files were read that are not followed now, or were written before anything was. */
  private readonly offsets = new Map<string, number>();
  private isBusy = false;
  private isAgain = false;
  private isClosed = false;
  private hasTrouble = false;
  private wasMissing = false;
  private readonly timer: Timer;
  private watcher: FSWatcher | null = null;
  private readonly chunk = Buffer.alloc(chunkBytes);

  /** `lastBytes`: so much of what is there already is read too. */
  constructor(
    private readonly wanted: string,
    private readonly lastBytes: number,
    clock: Clock,
    private readonly listener: LogListener,
  ) {
    this.timer = clock.setInterval(() => this.look(), everyMs);
    this.look();
  }

  close(): void {
    this.isClosed = true;
    this.timer.cancel();
    this.watcher?.close();
    if (!this.isBusy) this.release();
  }

  private look(): void {
    if (this.isBusy) {
      this.isAgain = true;
      return;
    }
    this.isBusy = true;
    this.read()
      .then(
        () => this.tellTrouble(null),
        (error: NodeJS.ErrnoException) => this.tellTrouble(error),
      )
      .finally(() => {
        this.isBusy = false;
        if (this.isClosed) this.release();
        else if (this.isAgain) {
          this.isAgain = false;
          this.look();
        }
      });
  }

  private async read(): Promise<void> {
    const path = await newestFile(this.wanted);
    if (path === null && this.handle === null) {
      // What is written from now on is all of it.
      this.wasMissing = true;
      throw missing();
    }
    if (this.handle === null) {
      if (!this.wasMissing) for (const { id, size } of await familyFiles(this.wanted)) this.offsets.set(id, size);
      await this.begin(path as string, this.wasMissing ? null : this.lastBytes);
    }
    const isNews = await this.drain();
    const now = path === null ? null : await stat(path).catch(() => null);
    if (path !== null && now !== null && (path !== this.path || now.ino !== this.inode)) {
      // The old one is read to its end by now: it was renamed, or a new day began.
      await this.handle?.close();
      this.offsets.set(fileId(this.path, this.inode), this.offset);
      await this.begin(path, null);
      await this.drain();
    } else if (!isNews && !this.isClosed) {
      this.listener.idle();
    }
    if (path === null) throw missing();
  }

  /** `lastBytes`: null for all that was not read yet. */
  private async begin(path: string, lastBytes: number | null): Promise<void> {
    this.handle = await open(path, 'r');
    const { size, ino } = await this.handle.stat();
    this.path = path;
    this.inode = ino;
    const before = this.offsets.get(fileId(path, ino)) ?? 0;
    this.offset = lastBytes === null ? before : Math.max(0, size - lastBytes);
    if (this.isClosed) return;
    this.listener.file(path, this.offset === 0);
    try {
      this.watcher ??= watch(logFamily(this.wanted).folder, () => this.look());
      this.watcher.on('error', () => {});
    } catch {
      // Folders on some networks cannot be watched: looking every half second does.
    }
  }

  private async drain(): Promise<boolean> {
    let isNews = false;
    for (;;) {
      if (this.handle === null || this.isClosed) return isNews;
      const { size } = await this.handle.stat();
      if (size < this.offset) {
        this.offset = 0;
        this.listener.truncated();
      }
      const { bytesRead } = await this.handle.read(this.chunk, 0, chunkBytes, this.offset);
      if (bytesRead === 0 || this.isClosed) return isNews;
      isNews = true;
      this.offset += bytesRead;
      this.listener.bytes(this.chunk.subarray(0, bytesRead));
    }
  }

  private tellTrouble(error: NodeJS.ErrnoException | null): void {
    if (this.isClosed || (error === null && !this.hasTrouble)) return;
    this.hasTrouble = error !== null;
    this.listener.trouble(error);
  }

  private release(): void {
    this.handle?.close().catch(() => {});
    this.handle = null;
  }
}

function missing(): Error {
  return Object.assign(new Error('no such file'), { code: 'ENOENT' });
}
