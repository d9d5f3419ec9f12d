import type { Seq } from '../../../src-main/contract/ids';
import type { LiveView } from '../../engine/live-view';

/** A reader is not kept waiting for longer until a view has searched back to where they were. */
const patienceMs = 400;

export interface Look {
  /** The entry to be found again; null if the tail is followed. */
  readonly anchor: Seq | null;
  /** While paused: entries after this one are not to be shown. */
  readonly frozenAfter: Seq | null;
}

/**
 * Where in a view that was just opened the reader goes on: the position of the entry they were at, or of the next newer
 * one, and the position behind the last row to be shown.
 */
export async function whereToLook(
  view: LiveView,
  { anchor, frozenAfter }: Look,
): Promise<{ readonly anchor: number; readonly end: number }> {
  const sought = [anchor, frozenAfter].filter((seq) => seq !== null);
  const giveUpAt = performance.now() + patienceMs;
  let places = await Promise.all(sought.map((seq) => view.locate(seq)));
  while (!view.state.complete && places.some(({ nearest }) => nearest <= view.state.first)) {
    if (performance.now() > giveUpAt) break;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patienceMs);
      view.onChange(() => {
        clearTimeout(timer);
        resolve();
      });
    });
    places = await Promise.all(sought.map((seq) => view.locate(seq)));
  }
  view.onChange(null);
  const { first, length } = view.state;
  const end = first + length;
  const frozen = frozenAfter === null ? undefined : places[places.length - 1];
  return {
    anchor: anchor === null ? end : (places[0]?.nearest ?? end),
    end: frozen === undefined ? end : frozen.nearest + (frozen.position === null ? 0 : 1),
  };
}
