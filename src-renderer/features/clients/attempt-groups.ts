import type { EntryBody } from '../../../src-main/contract/entry';

/** Attempts to connect that were turned away for the same reason from the same place, one after the other. */
export interface AttemptGroup {
  /** The newest of them. */
  readonly entry: EntryBody;
  readonly count: number;
  readonly reason: string;
  readonly hint: string;
  /** Where it came from: origin, else address. */
  readonly from: string;
}

/** The newest first. */
export function groupAttempts(entries: readonly EntryBody[]): readonly AttemptGroup[] {
  const groups: AttemptGroup[] = [];
  for (const entry of [...entries].reverse()) {
    const one = groupOf(entry);
    const above = groups.at(-1);
    if (above !== undefined && above.reason === one.reason && above.from === one.from) {
      groups[groups.length - 1] = { ...above, count: above.count + 1 };
    } else {
      groups.push(one);
    }
  }
  return groups;
}

function groupOf(entry: EntryBody): AttemptGroup {
  const text = (name: string) => {
    const value = entry.detail?.[name];
    return typeof value === 'string' ? value : '';
  };
  return {
    entry,
    count: 1,
    reason: text('reason') || entry.row.summary.replace(/^Refused: /, ''),
    hint: text('hint'),
    from: text('origin') || text('remoteAddress'),
  };
}
