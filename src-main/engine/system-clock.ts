import type { Clock, Timer } from './clock';

/** The real time: the wall clock as it was at the start, moved on by the monotonic one. */
export function createSystemClock(): Clock {
  const startedAtMs = Date.now() - performance.now();
  const timer = (cancel: () => void): Timer => ({ cancel });
  return {
    nowMs: () => startedAtMs + performance.now(),
    setTimeout(callback, ms) {
      const handle = setTimeout(callback, ms);
      return timer(() => clearTimeout(handle));
    },
    setInterval(callback, ms) {
      const handle = setInterval(callback, ms);
      return timer(() => clearInterval(handle));
    },
  };
}
