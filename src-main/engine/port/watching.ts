/** Whether the page at a port looks at something that changes all the time. */
export class Watching {
  private stop: (() => void) | null = null;

  /** `start` begins to tell a listener and returns how to end that. */
  constructor(
    private readonly start: (listener: () => void) => () => void,
    private readonly listener: () => void,
  ) {}

  set(isWatched: boolean): void {
    if (isWatched) {
      this.stop ??= this.start(this.listener);
    } else {
      this.stop?.();
      this.stop = null;
    }
  }
}
