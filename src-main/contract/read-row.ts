import { directions, entryActions, entryKinds, type Row } from './entry';

const texts = ['protocol', 'source', 'app', 'client', 'channel', 'event', 'summary'] as const;
const numbersOrNull = ['connection', 'cause', 'matched', 'excluded', 'code'] as const;
/** Longer than any a hub lets through. */
const longestText = 100_000;

/** A row that another window told of, checked; null if it is none. What only a list shows of it is left out. */
export function readRow(value: unknown): Row | null {
  const row = (value ?? {}) as Row;
  const { seq, atMs, kind, action, direction, protocol, source, app, connection, client, channel, event } = row;
  const { sizeBytes, cause, matched, excluded, code, summary } = row;
  const isFine =
    Number.isSafeInteger(seq) &&
    Number.isFinite(atMs) &&
    Number.isSafeInteger(sizeBytes) &&
    entryKinds.includes(kind) &&
    entryActions.includes(action) &&
    directions.includes(direction) &&
    texts.every((name) => typeof row[name] === 'string' && row[name].length <= longestText) &&
    numbersOrNull.every((name) => row[name] === null || Number.isFinite(row[name]));
  if (!isFine) return null;
  return {
    ...{ seq, atMs, kind, action, direction, protocol, source, app, connection, client, channel, event },
    ...{ sizeBytes, cause, matched, excluded, code, summary },
  };
}
