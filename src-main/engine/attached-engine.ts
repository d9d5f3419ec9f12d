import type { Port } from '../contract/port';
import { findEngine } from './lock/find-engine';
import { type LockContent, readLock } from './lock/lock-file';
import { dialPort, joinPorts } from './port/dial-port';

/** How long a supervisor has to bring its engine back before somebody else becomes the engine. */
const graceMs = 5_000;
/** A clean end takes no longer than this. */
const endingMs = 2_500;
const lookMs = 100;

/** Somebody else's engine on the same folder, used through its WebSocket port. */
export class AttachedEngine {
  private readonly links = new Set<Port>();
  private readonly waiting: Port[] = [];
  private lock: LockContent | null;
  private isOver = false;

  constructor(
    private readonly dataDir: string,
    lock: LockContent,
    private readonly events: {
      /** The ports attached so far lead nowhere any more. */
      readonly lost: () => void;
      /** That engine is gone for good; the folder is free. Ports that still wait are handed over. */
      readonly over: (waiting: readonly Port[]) => void;
    },
  ) {
    this.lock = lock;
  }

  attach(port: Port): void {
    const { lock } = this;
    if (lock === null) {
      this.waiting.push(port);
      return;
    }
    dialPort(lock).then(
      (link) => {
        this.links.add(link);
        joinPorts(port, link, (first) => {
          this.links.delete(link);
          // A page that closes its own port says nothing about the engine.
          if (first === link && this.lock === lock) this.lost();
        });
      },
      () => {
        this.waiting.push(port);
        this.lost();
      },
    );
  }

  close(): void {
    this.isOver = true;
    for (const link of this.links) link.close();
  }

  private lost(): void {
    if (this.lock !== null && !this.isOver) {
      const { run } = this.lock;
      this.lock = null;
      this.events.lost();
      void this.seek(run);
    }
  }

  /** Killed engines of `serve` come back; one that ended in order took its lock file away. */
  private async seek(lostRun: string): Promise<void> {
    const sinceMs = performance.now();
    const waitedMs = () => performance.now() - sinceMs;
    while (!this.isOver && waitedMs() < graceMs && (await readLock(this.dataDir)) !== null) {
      const lock = await findEngine(this.dataDir);
      // One that is ending still answers while its store closes.
      if (lock !== null && (lock.run !== lostRun || waitedMs() > endingMs)) {
        this.lock = lock;
        for (const port of this.waiting.splice(0)) this.attach(port);
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, lookMs));
    }
    if (!this.isOver) {
      this.isOver = true;
      this.events.over(this.waiting.splice(0));
    }
  }
}
