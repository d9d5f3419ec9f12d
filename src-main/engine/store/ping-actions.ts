import { entryKinds } from '../../contract/entry';
import type { Database } from './driver';
import type { Foldable } from './folded-list';

/** Heartbeats fold with heartbeats, and what the protocol answers of itself with its like. */
export function pingActions(db: Database): Foldable {
  const find = db.prepare(
    `SELECT seq, action FROM entry WHERE seq BETWEEN ? AND ? AND kind = ${entryKinds.indexOf('ping')}`,
  );
  return (from, to) => new Map(find.all(from, to).map((row) => [Number(row.seq), Number(row.action)]));
}
