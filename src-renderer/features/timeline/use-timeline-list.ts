import { useEffect, useSyncExternalStore } from 'react';
import { namesKind } from '../../../src-main/contract/filter-edit';
import type { EngineClient } from '../../engine/engine-client';
import { useEngine, useEngineState } from '../../engine/hooks';
import { useTimeline, viewFilter } from '../../state/timeline';
import type { ListSnapshot } from './list-snapshot';
import { useTableLook } from './table-look';
import { TimelineList } from './timeline-list';

/** One list an engine: it outlives the component when the layout changes. */
const lists = new WeakMap<EngineClient, { readonly list: TimelineList; opened: string }>();

function listOf(engine: EngineClient) {
  const known = lists.get(engine) ?? { list: new TimelineList(engine), opened: '' };
  lists.set(engine, known);
  return known;
}

/** The list of the timeline, with the view the page asks for: opened again for another filter and another engine. */
export function useTimelineList(): TimelineList {
  const engine = useEngine();
  const state = useEngineState();
  const filter = useTimeline((store) => viewFilter(store.appliedFilter, store.arePingsShown));
  const after = useTimeline((store) => store.clearedUpTo);
  const foldsRepeats = useTimeline(({ areRepeatsFolded }) => areRepeatsFolded);
  const foldsPings = useTimeline(
    ({ arePingsShown, arePingsFolded, appliedFilter }) =>
      arePingsFolded && (arePingsShown || namesKind(appliedFilter, 'ping')),
  );
  const [{ loads }] = useTableLook();
  const known = listOf(engine);
  const { isOn, keeps, page } = loads;
  useEffect(() => {
    const look = { foldsPings, foldsRepeats, marksTwins: true, loads: isOn ? { page, keeps } : undefined };
    const wanted = JSON.stringify([filter, after, look]);
    if (state !== 'up') {
      known.opened = '';
    } else if (known.opened !== wanted) {
      known.opened = wanted;
      void known.list.open({ filter, after, look });
    }
  }, [known, state, filter, after, foldsPings, foldsRepeats, isOn, keeps, page]);
  return known.list;
}

/** A piece of what is painted. All of it changes with every frame of a busy hub, and most pieces hardly ever. */
export function useListPiece<Piece>(list: TimelineList, piece: (snapshot: ListSnapshot) => Piece): Piece {
  return useSyncExternalStore(list.subscribe, () => piece(list.getSnapshot()));
}
