import type { EntryKind } from '../../contract/entry';

/** Placeholder until stage 2. */
export function summaryOf(_kind: EntryKind, raw: Buffer | null, _detail: string | null): string {
  return raw === null ? '' : raw.toString('utf8', 0, 200);
}
