import type { EntryBody, Row } from './entry';
import type { Seq, ViewId } from './ids';
import type { Problem } from './problem';

/**
 * State of a view. Its rows have absolute positions: `first` is the lowest position still kept (retention raises it and
 * never renumbers), `first + length` the position after the last. It opens at the tail and completes backwards:
 * until `complete`, `first` falls as older matches are found. So positions are large numbers (up to 2 ** 53): those of a
 * filtered view are counted from 2 ** 40, older entries down and newer ones up; those of a view of everything are the
 * numbers of entries kept before. If the store had to open a view again (its file was set aside), the view goes on above
 * all positions it had: rows below `first` are gone, as after trimming.
 */
export interface ViewState {
  readonly viewId: ViewId;
  readonly first: number;
  readonly length: number;
  /** Entries that match: more than `length` where runs are folded into one row. */
  readonly matches: number;
  /** Grows with every change of this view. */
  readonly revision: number;
  /** False while older entries are still being searched. */
  readonly complete: boolean;
  /** Entries in the capture, matching or not: "418 of 12,450". */
  readonly total: number;
  /** Highest seq the view has looked at. */
  readonly lastSeq: Seq;
}

export interface ViewOpen extends ViewState {
  /** What is wrong with the filter text; the view then shows the valid part of it. */
  readonly problems: readonly Problem[];
}

/** How a view shortens what it shows. A row at either end may change while its position stays, since its run may grow. */
export interface ViewLook {
  /** A run of heartbeats is one row, that of its newest. */
  readonly foldsPings: boolean;
  /** So is a run of entries that are alike: same kind, channel, event and body. */
  readonly foldsRepeats: boolean;
  /** Rows are told whether the view has the same message shortly before them; see Row.twinMs. */
  readonly marksTwins: boolean;
  /** Page loads among the rows; absent where they are entries like any other. */
  readonly loads?: LoadLook | undefined;
}

export const plainLook: ViewLook = { foldsPings: false, foldsRepeats: false, marksTwins: false };

/** Where connections come from, as far as a hub can tell one page from another. */
export interface PageId {
  readonly app: string;
  readonly origin: string;
  readonly userAgent: string;
  readonly address: string;
}

/**
 * A view with its page loads in it, whatever its filter says; `matches` counts them too. A load is the opening of a
 * connection from a browser: several within limits.loadMs from the same page are one.
 */
export interface LoadLook {
  /** Whose loads; null for those of every page. */
  readonly page: PageId | null;
  /** Whether entries before the newest load stay in the view. If not, `first` rises with each load, as by trimming. */
  readonly keeps: boolean;
}

/** A page that was loaded while the capture went on. */
export interface LoadedPage {
  readonly page: PageId;
  /** Its browser in a few words: "Firefox 145 on Linux". */
  readonly agent: string;
  readonly loads: number;
  /** The entry its newest load began with. */
  readonly newestSeq: Seq;
}

/** Where an entry is in a view. */
export interface Place {
  /** null if the view does not have it (yet, while it is not complete). */
  readonly position: number | null;
  /** Position of the first entry of the view that is not older: where one would look for it. The end if there is none. */
  readonly nearest: number;
}

/** Rows of a view with their bytes, for commands that write many of them. */
export interface Bodies {
  readonly state: ViewState;
  /** Position of entries[0]. */
  readonly from: number;
  readonly entries: readonly EntryBody[];
}

export interface Window {
  readonly state: ViewState;
  /** Position of rows[0]. */
  readonly from: number;
  readonly rows: readonly Row[];
}
