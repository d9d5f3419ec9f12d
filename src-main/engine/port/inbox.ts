/** What every port does alike: keeps messages until somebody listens, and tells of its end once. */
export class Inbox {
  private listener: ((message: unknown) => void) | null = null;
  private waiting: unknown[] = [];
  private onEnd: (() => void) | null = null;
  isClosed = false;

  take(message: unknown): void {
    if (this.isClosed) {
      return;
    }
    if (this.listener === null) {
      this.waiting.push(message);
    } else {
      this.listener(message);
    }
  }

  listen(listener: (message: unknown) => void): void {
    this.listener = listener;
    const waiting = this.waiting;
    this.waiting = [];
    for (const message of waiting) {
      listener(message);
    }
  }

  onClose(listener: () => void): void {
    this.onEnd = listener;
    if (this.isClosed) {
      listener();
    }
  }

  close(): void {
    if (!this.isClosed) {
      this.isClosed = true;
      this.waiting = [];
      this.onEnd?.();
    }
  }
}
