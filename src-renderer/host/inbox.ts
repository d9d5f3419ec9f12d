import type { Port } from '../../src-main/contract/port';

/** A port's receiving half: keeps messages until somebody listens, and tells of its end once. */
export class Inbox {
  private listener: ((message: unknown) => void) | null = null;
  private waiting: unknown[] = [];
  private onEnd: (() => void) | null = null;
  private isClosed = false;

  take(message: unknown): void {
    if (this.listener === null) this.waiting.push(message);
    else this.listener(message);
  }

  end(): void {
    if (this.isClosed) return;
    this.isClosed = true;
    this.onEnd?.();
  }

  /** The whole port, with what its carrier does to send and to close. */
  port(carrier: Pick<Port, 'post' | 'close'>): Port {
    return {
      post: (message) => {
        if (!this.isClosed) carrier.post(message);
      },
      close: () => {
        carrier.close();
        this.end();
      },
      onMessage: (listener) => {
        this.listener = listener;
        for (const message of this.waiting.splice(0)) listener(message);
      },
      onClose: (listener) => {
        this.onEnd = listener;
        if (this.isClosed) listener();
      },
    };
  }
}
