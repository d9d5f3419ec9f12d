import { join } from 'node:path';
import type { Clock, Timer } from '../clock';

/** Folders whose files a project's settings are in, beside those of its code. */
const settingsFolders = ['', 'config', 'config/packages', 'bootstrap/cache'];
/** After the last change, until it is read; and from one reading to the next at least. */
const settleMs = 150;
const restMs = 1_000;

/** What a watcher of files does for us; chokidar's. */
interface FileWatcher {
  add(paths: string[]): unknown;
  close(): Promise<void>;
}

/** Watches the folders a project was read from, each for itself, so that their number has a bound. */
export class ProjectWatch {
  private watcher: Promise<FileWatcher> | null = null;
  private readonly watched = new Set<string>();
  private timer: Timer | null = null;
  private lastMs = Number.NEGATIVE_INFINITY;
  private isClosed = false;

  constructor(
    private readonly dir: string,
    private readonly clock: Clock,
    private readonly events: {
      readonly changed: () => void;
      /** The system watches no more: what changes from now on is not noticed. */
      readonly failed: (why: string) => void;
    },
  ) {}

  /** Folders by their path from the project's; those of the settings go without saying. */
  async cover(folders: readonly string[]): Promise<void> {
    const fresh = [...settingsFolders, ...folders]
      .map((folder) => join(this.dir, folder))
      .filter((path) => !this.watched.has(path));
    if (fresh.length === 0 || this.isClosed) return;
    for (const path of fresh) this.watched.add(path);
    this.watcher ??= this.start(fresh);
    (await this.watcher).add(fresh);
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.timer?.cancel();
    await (await this.watcher)?.close();
  }

  private async start(paths: string[]): Promise<FileWatcher> {
    const { watch } = await import('chokidar');
    const watcher = watch(paths, { depth: 0, ignoreInitial: true, followSymlinks: false });
    watcher.on('all', () => this.changed());
    watcher.on('error', (error) => this.events.failed(error instanceof Error ? error.message : String(error)));
    return watcher;
  }

  private changed(): void {
    if (this.isClosed) return;
    this.timer?.cancel();
    const wait = Math.max(settleMs, this.lastMs + restMs - this.clock.nowMs());
    this.timer = this.clock.setTimeout(() => {
      this.lastMs = this.clock.nowMs();
      this.events.changed();
    }, wait);
  }
}
