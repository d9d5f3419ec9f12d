import type { SidePart } from '../../src-main/contract/window-part';

/** Between a page and the windows that belong to it. */
export function channelOf(page: string): BroadcastChannel {
  return new BroadcastChannel(`hubbub.windows.${page}`);
}

type Lived = SidePart['name'] | 'main';

const lockName = (part: Lived, page: string) => `hubbub.${part}.${page}`;

/**
 * Held for as long as this window lives, so that others learn of its end even if it crashed; `held` is called once it is, which
 * is after a page that was here before has let go. Browsers have no locks for a page that came neither from this computer nor by
 * https: there its last words have to do. Returns how to let go.
 */
export function holdLife(part: Lived, page: string, held: () => void): () => void {
  const { locks } = navigator as { locks?: LockManager };
  if (locks === undefined) {
    held();
    return () => {};
  }
  const life = new AbortController();
  const hold = () => {
    held();
    return new Promise<void>((resolve) => life.signal.addEventListener('abort', () => resolve()));
  };
  // Let go before it was had: nothing is wrong with that.
  locks.request(lockName(part, page), { signal: life.signal }, hold).catch(() => {});
  return () => life.abort();
}

/** Calls back once the window that holds this life is gone. */
export function whenGone(part: Lived, page: string, gone: () => void): void {
  void (navigator as { locks?: LockManager }).locks?.request(lockName(part, page), gone);
}
