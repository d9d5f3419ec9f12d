import type { CallInput } from '../../../src-main/contract/engine-calls';
import type { Row } from '../../../src-main/contract/entry';
import type { Seq } from '../../../src-main/contract/ids';
import { plainLook } from '../../../src-main/contract/view';
import type { EngineClient } from '../../engine/engine-client';
import { LiveView } from '../../engine/live-view';
import { useListPlace } from '../../state/list-place';
import { useTimeline } from '../../state/timeline';
import { type ListSnapshot, nothing, slotsAfter } from './list-snapshot';
import { RowWindows } from './row-windows';
import { ScrollSpace } from './scroll-space';
import { whereToLook } from './where-to-look';

/** Rows painted above and below what is in sight, so that scrolling in the compositor does not meet an edge. */
const overscan = 8;
/** How close to the end counts as at the end. */
const nearPx = 24;
const compactRowPx = 24;

/**
 * The timeline's rows between the engine and the screen: which view is open, which of its rows are in sight, and who
 * decides where the reader is: the tail, while it is followed; the reader, otherwise. It outlives the component, so that
 * a change of layout loses nothing.
 */
export class TimelineList {
  readonly space = new ScrollSpace(compactRowPx);
  snapshot = nothing;
  private windows: RowWindows | null = null;
  private opening = 0;
  private isPulling = false;
  private frame: number | null = null;
  /** While paused: position behind the last row shown, and the seq the view had looked at. */
  private frozen: { end: number; readonly seq: Seq } | null = null;
  /** Position behind the last row that was in sight or could have been. */
  private seenEnd = 0;
  /** Behind another view nothing is fetched and nothing painted; the store has it all. */
  private isShown = true;
  /** Position of a row that stays in sight when the list becomes smaller: the one that is selected. */
  keptInSight: number | null = null;
  private readonly listeners = new Set<() => void>();

  constructor(private readonly engine: EngineClient) {
    useTimeline.subscribe((now, before) => {
      if (now.isPaused !== before.isPaused) this.pause(now.isPaused);
      if (now.isFollowing !== before.isFollowing) this.follow(now.isFollowing);
    });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  readonly getSnapshot = (): ListSnapshot => this.snapshot;

  /** Opens a view in the place of the one before, which stays on the screen until the new one has rows to show. */
  async open(input: CallInput<'view.open'>): Promise<void> {
    this.opening += 1;
    const turn = this.opening;
    const look = input.look ?? plainLook;
    try {
      const view = await LiveView.open(this.engine, input);
      const windows = new RowWindows(view, () => this.changed(), look.foldsPings || look.foldsRepeats);
      if (turn !== this.opening) return windows.close();
      const anchor = this.anchor();
      const place = await whereToLook(view, { anchor: anchor?.seq ?? null, frozenAfter: this.frozen?.seq ?? null });
      const shown = this.isFollowing ? place.end : Math.min(place.end, place.anchor + this.screenRows);
      await windows.load(Math.max(view.state.first, shown - this.screenRows - overscan), shown);
      if (turn !== this.opening) return windows.close();
      this.use(windows, place.end, anchor === null ? null : { position: place.anchor, px: anchor.px });
    } catch {
      // The engine went meanwhile; a view is opened again when it is back.
    }
  }

  /** The scrolled element moved. `isFine`: by a wheel, a finger or keys. */
  scrolled(scrollTop: number, isFine: boolean): void {
    const { space } = this;
    const movedUp = scrollTop < space.scrollTop;
    const moved = scrollTop !== space.scrollTop;
    space.scrolled(scrollTop, isFine);
    if (movedUp) useTimeline.getState().setFollowing(false);
    else if (moved && space.distanceFromEnd <= nearPx) useTimeline.getState().setFollowing(true);
    if (moved) this.changed();
  }

  resize(viewportPx: number, rowPx: number): void {
    const { space } = this;
    const [from, to] = space.visible;
    space.resize(viewportPx, rowPx);
    const kept = this.keptInSight === null ? -1 : this.keptInSight - space.first;
    if (this.isFollowing) space.moveToEnd();
    else if (from <= kept && kept < to) space.reveal(kept);
    this.changed();
  }

  /** Another view is in front of the list, or not any more. */
  show(isShown: boolean): void {
    if (isShown === this.isShown) return;
    this.isShown = isShown;
    this.stateChanged();
  }

  /** After the last movement: the thumb goes where the reader is. */
  settle(): void {
    this.space.settle();
  }

  /** Brings a row into sight, wherever it is, and lets go of the tail. Resolves with the row when it is there. */
  async reveal(position: number): Promise<Row | null> {
    const { windows, space } = this;
    const index = position - space.first;
    if (windows === null || index < 0 || index >= space.length) return null;
    useTimeline.getState().setFollowing(false);
    space.reveal(index);
    this.changed();
    await windows.load(position, position + 1).catch(() => {});
    return windows.cache.get(position) ?? null;
  }

  /** Newest entry the view has looked at; 0 before there is one. */
  get lastSeq(): Seq {
    return this.windows?.view.state.lastSeq ?? 0;
  }

  /** Row at a position, if it was fetched. */
  rowAt(position: number): Row | undefined {
    return this.windows?.cache.get(position);
  }

  /** Position of an entry in the list; null if it is not in it. */
  async locate(seq: Seq): Promise<number | null> {
    const place = await this.windows?.view.locate(seq).catch(() => null);
    return place?.position ?? null;
  }

  private get isFollowing(): boolean {
    return useTimeline.getState().isFollowing;
  }

  private get screenRows(): number {
    return Math.ceil(this.space.viewport / this.space.rowHeight) + 1;
  }

  /** The row at the top of the screen, and how far it is scrolled out; null if the tail decides where we are. */
  private anchor(): { readonly seq: Seq; readonly px: number } | null {
    if (this.isFollowing) return null;
    const [index] = this.space.visible;
    const row = this.rowAt(this.space.first + index);
    return row === undefined ? null : { seq: row.seq, px: this.space.offset - index * this.space.rowHeight };
  }

  private use(windows: RowWindows, end: number, anchor: { position: number; px: number } | null): void {
    this.windows?.close();
    this.windows = windows;
    const { first } = windows.view.state;
    const { space } = this;
    if (this.frozen !== null) this.frozen.end = end;
    space.reset(first, end - first);
    if (anchor !== null) space.moveTo((anchor.position - first) * space.rowHeight + anchor.px);
    else if (this.isFollowing) space.moveToEnd();
    space.settle();
    this.seenEnd = end;
    windows.view.onChange(() => this.stateChanged());
    this.changed();
    this.stateChanged();
  }

  /** The view has news. The tail is shown once its rows are here; a reader's list only grows out of sight. */
  private stateChanged(): void {
    if (!this.isShown) return;
    if (this.frozen === null) this.windows?.doubtRuns();
    if (this.isFollowing && this.frozen === null) {
      this.frame ??= requestAnimationFrame(() => {
        this.frame = null;
        void this.pullTail();
      });
      return;
    }
    this.showUpTo(this.liveEnd);
  }

  private get liveEnd(): number {
    const state = this.windows?.view.state;
    return state === undefined ? 0 : state.first + state.length;
  }

  private showUpTo(end: number): void {
    const { windows, space } = this;
    if (windows === null) return;
    const { first } = windows.view.state;
    const shownEnd = Math.max(first, this.frozen === null ? end : Math.min(this.frozen.end, end));
    space.setRows(first, shownEnd - first);
    if (this.isFollowing) space.moveToEnd();
    this.changed();
  }

  private async pullTail(): Promise<void> {
    const { windows } = this;
    if (windows === null || this.isPulling) return;
    const end = this.liveEnd;
    this.isPulling = true;
    try {
      await windows.load(Math.max(windows.view.state.first, end - this.screenRows - overscan), end);
    } catch {
      // The view is gone; what is shown stays until a new one is open.
      return;
    } finally {
      this.isPulling = false;
    }
    if (windows !== this.windows) return;
    this.showUpTo(this.isFollowing ? end : this.liveEnd);
    if (this.liveEnd !== end) this.stateChanged();
  }

  private pause(isPaused: boolean): void {
    const state = this.windows?.view.state;
    this.frozen =
      isPaused && state !== undefined ? { end: this.space.first + this.space.length, seq: state.lastSeq } : null;
    this.stateChanged();
    this.changed();
  }

  private follow(isFollowing: boolean): void {
    if (isFollowing) {
      this.space.moveToEnd();
      this.stateChanged();
    } else if (this.frozen === null) {
      this.showUpTo(this.liveEnd);
    }
    this.changed();
  }

  /** Something of what is to be painted may have changed. */
  private changed(): void {
    const { windows, space } = this;
    if (windows === null) return;
    const [visibleFrom, visibleTo] = space.visible;
    const from = space.first + Math.max(0, visibleFrom - overscan);
    const to = space.first + Math.min(space.length, visibleTo + overscan);
    if (space.viewport > 0) windows.want(from, to);
    const rows = Array.from({ length: to - from }, (_, index) => windows.cache.get(from + index));
    this.snapshot = {
      first: space.first,
      length: space.length,
      from,
      rows,
      ...slotsAfter(this.snapshot, from, to),
      above: windows.cache.get(from - 1),
      windows,
      isComplete: windows.view.state.complete,
    };
    this.tellPlace(space.first + visibleTo);
    for (const listener of this.listeners) listener();
  }

  private tellPlace(visibleEnd: number): void {
    const { space, windows } = this;
    if (windows === null) return;
    const { length, matches, total } = windows.view.state;
    const shownEnd = space.first + space.length;
    this.seenEnd = Math.max(this.seenEnd, this.isFollowing ? shownEnd : visibleEnd);
    const waiting = Math.max(0, this.liveEnd - (this.frozen === null ? this.seenEnd : this.frozen.end));
    const place = { length, matches, total, row: visibleEnd - space.first, waiting };
    const before = useListPlace.getState();
    const isSame = (Object.keys(place) as (keyof typeof place)[]).every((name) => place[name] === before[name]);
    if (!isSame) useListPlace.setState(place);
  }
}
