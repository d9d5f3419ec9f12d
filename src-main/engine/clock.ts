/** Time as parts of the engine may see it; handed down by the composition root, replaced in tests. */
export interface Clock {
  /** Milliseconds since the epoch with fractions, never running backwards within a run. */
  nowMs(): number;
  setTimeout(callback: () => void, ms: number): Timer;
  setInterval(callback: () => void, ms: number): Timer;
}

export interface Timer {
  cancel(): void;
}
