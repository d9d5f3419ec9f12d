import type { Row } from '../../../../src-main/contract/entry';
import type { EntryLink, EntryLinks } from '../../../../src-main/contract/links';
import { withUnit } from '../../../format/duration';

export interface PathLine {
  readonly row: Row;
  /** null: the entry that is shown. */
  readonly link: EntryLink | null;
}

/** More are only counted: an event on many channels has as many entries at each place. */
const most = 12;

/** The places of a message in order of time, the shown entry among them; null where no other place saw it. */
export function pathLines(
  row: Row,
  { links, unclear }: EntryLinks,
): { readonly lines: readonly PathLine[]; readonly more: number } | null {
  // What follows from it is told by its receipt already.
  const isSeenElsewhere = links.some(({ by }) => by !== 'cause') || unclear > 0;
  if (!isSeenElsewhere) return null;
  const before = links.filter((link) => link.row.seq < row.seq);
  const after = links.filter((link) => link.row.seq > row.seq);
  const shownBefore = before.slice(-Math.max(most / 2, most - after.length));
  const shownAfter = after.slice(0, most - shownBefore.length);
  const line = (link: EntryLink): PathLine => ({ row: link.row, link });
  return {
    lines: [...shownBefore.map(line), { row, link: null }, ...shownAfter.map(line)],
    more: links.length - shownBefore.length - shownAfter.length,
  };
}

/** "+3.2 ms", "−41 ms", "+1.2 s". */
export function gapText(ms: number): string {
  const size = Math.abs(ms);
  const text =
    size < 10
      ? withUnit(size.toFixed(1), 'ms')
      : size < 1_000
        ? withUnit(Math.round(size), 'ms')
        : withUnit((size / 1_000).toFixed(1), 's');
  return `${ms < 0 ? '−' : '+'}${text}`;
}
