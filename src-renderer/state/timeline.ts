import { create } from 'zustand';
import {
  type EditableField,
  namesKind,
  withChannelToggled,
  withHidden,
  withOnly,
  withOnlyChannel,
  withOnlyChannelOf,
  withOnlyClient,
  withOnlySource,
} from '../../src-main/contract/filter-edit';
import { parseFilter } from '../../src-main/contract/filter-text';
import type { Seq } from '../../src-main/contract/ids';

interface TimelineStore {
  /** The filter as typed. */
  readonly filter: string;
  /** The newest text of the filter that has no mistake in it: what the list shows. */
  readonly appliedFilter: string;
  /** Heartbeats and protocol chatter are left out until somebody asks for them; their chip counts them. */
  readonly arePingsShown: boolean;
  /** Where they are shown, a run of them is one row. */
  readonly arePingsFolded: boolean;
  /** A run of entries that are alike is one row. */
  readonly areRepeatsFolded: boolean;
  /** Entries up to this one are cleared from the view; 0 for none. */
  readonly clearedUpTo: Seq;
  /** Shows what was there when it was paused. The capture goes on. */
  readonly isPaused: boolean;
  /** The newest row stays in sight. */
  readonly isFollowing: boolean;
  /** Sets the text and shows what it means. */
  setFilter(filter: string): void;
  /** Sets the text while somebody types it; `applyFilter` shows what it means when they rest. */
  typeFilter(filter: string): void;
  applyFilter(): void;
  /** Folded anew each time. */
  showPings(arePingsShown: boolean): void;
  unfoldPings(): void;
  foldRepeats(areRepeatsFolded: boolean): void;
  clear(upTo: Seq): void;
  setPaused(isPaused: boolean): void;
  setFollowing(isFollowing: boolean): void;
}

export const defaultFilter = '';

export const useTimeline = create<TimelineStore>((set) => ({
  filter: defaultFilter,
  appliedFilter: defaultFilter,
  arePingsShown: false,
  arePingsFolded: true,
  areRepeatsFolded: true,
  clearedUpTo: 0,
  isPaused: false,
  isFollowing: true,
  setFilter: (filter) => set(({ appliedFilter }) => ({ filter, appliedFilter: applied(filter, appliedFilter) })),
  typeFilter: (filter) => set({ filter }),
  applyFilter: () => set(({ filter, appliedFilter }) => ({ appliedFilter: applied(filter, appliedFilter) })),
  showPings: (arePingsShown) => set({ arePingsShown, arePingsFolded: true }),
  foldRepeats: (areRepeatsFolded) => set({ areRepeatsFolded }),
  unfoldPings: () => set({ arePingsFolded: false }),
  clear: (clearedUpTo) => set({ clearedUpTo }),
  setPaused: (isPaused) => set({ isPaused }),
  setFollowing: (isFollowing) => set({ isFollowing }),
}));

function applied(filter: string, lastGood: string): string {
  return parseFilter(filter).problems.length === 0 ? filter.trim() : lastGood;
}

/** The filter the view is opened with: heartbeats are left out unless the text speaks of them itself. */
export function viewFilter(filter: string, arePingsShown: boolean): string {
  return arePingsShown || namesKind(filter, 'ping') ? filter : `${filter} -kind:ping`.trimStart();
}

/** Narrows the timeline to one channel; once more shows all channels again. The rest of the filter stays. */
export function showOnlyChannel(name: string): void {
  const { filter, setFilter } = useTimeline.getState();
  setFilter(withOnlyChannel(filter, name));
}

/** Adds a channel to those the timeline shows, or takes it away again. */
export function toggleChannel(name: string): void {
  const { filter, setFilter } = useTimeline.getState();
  setFilter(withChannelToggled(filter, name));
}

/** Narrows the timeline to what concerns one client, by socket id or user id; once more shows all clients again. */
export function showOnlyClient(client: string): void {
  const { filter, setFilter } = useTimeline.getState();
  setFilter(withOnlyClient(filter, client));
}

/** Narrows the timeline to what was seen at one source, a profile's id or `hub`; once more shows all again. */
export function showOnlySource(source: string): void {
  const { filter, setFilter } = useTimeline.getState();
  setFilter(withOnlySource(filter, source));
}

/** Narrows the timeline to one channel as one source saw it; once more shows all again. */
export function showOnlyChannelOf(source: string, channel: string): void {
  const { filter, setFilter } = useTimeline.getState();
  setFilter(withOnlyChannelOf(filter, source, channel));
}

/** Narrows the timeline to one value of a field. The rest of the filter stays. */
export function showOnly(field: EditableField, value: string): void {
  const { filter, setFilter } = useTimeline.getState();
  setFilter(withOnly(filter, field, value));
}

/** Leaves out one value of a field. */
export function hide(field: EditableField, value: string): void {
  const { filter, setFilter } = useTimeline.getState();
  setFilter(withHidden(filter, field, value));
}
