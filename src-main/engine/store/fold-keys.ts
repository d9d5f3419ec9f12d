import { entryKinds } from '../../contract/entry';
import type { Seq } from '../../contract/ids';
import type { Database } from './driver';
import type { Foldable, FoldKey, Neighbour } from './folded-list';
import { sameContent } from './same-content';

const numberOf = (kind: (typeof entryKinds)[number]) => entryKinds.indexOf(kind);
const ping = numberOf('ping');
/** What happens again and again in the same words. What tells of a connection or a subscription is never the same. */
const repeating = (['publish', 'deliver', 'client', 'http', 'refused', 'error'] as const).map(numberOf);
/** A list is read as the range it lies in, unless that holds far more. */
const sparse = 4;

/** What two entries must share before their bodies are looked at; the connection only where it is the sender. */
type Facts = readonly [
  seq: Seq,
  kind: number,
  action: number,
  source: number,
  app: number,
  channel: number,
  event: number,
  size: number,
  code: number | null,
  sender: number | null,
];

/**
 * Heartbeats fold with heartbeats, what the protocol answers of itself with its like, and repeats with each other. An
 * entry costs one narrow row; its body is only read if everything else is like its neighbour's.
 */
export function foldKeys(
  db: Database,
  { foldsPings, foldsRepeats }: { foldsPings: boolean; foldsRepeats: boolean },
): Foldable {
  const kinds = [...(foldsPings ? [ping] : []), ...(foldsRepeats ? repeating : [])].join(', ');
  const facts = `json_group_array(json_array(e.seq, e.kind, e.action, e.source, e.app, e.channel, e.event, e.size, e.code,
    iif(e.kind IN (${numberOf('client')}, ${numberOf('deliver')}), e.connection, NULL))) AS facts`;
  const ofRange = db.prepare(`SELECT ${facts} FROM entry e WHERE e.seq BETWEEN ? AND ? AND e.kind IN (${kinds})`);
  const ofList = db.prepare(
    `SELECT ${facts} FROM json_each(?) j CROSS JOIN entry e ON e.seq = j.value WHERE e.kind IN (${kinds})`,
  );
  const isSame = sameContent(db);
  /** Keys of runs; those of heartbeats are negative. */
  let lastKey = 0;

  const read = (seqs: readonly Seq[]): ReadonlyMap<Seq, Facts> => {
    const first = seqs[0] as Seq;
    const last = seqs[seqs.length - 1] as Seq;
    const isRange = last - first < seqs.length * sparse;
    const found = isRange ? ofRange.get(first, last) : ofList.get(JSON.stringify(seqs));
    return new Map((JSON.parse(String(found?.facts ?? '[]')) as Facts[]).map((one) => [one[0], one]));
  };
  const keyOf = (one: Facts | undefined, beside: Facts | undefined, besideKey: FoldKey): FoldKey => {
    if (one === undefined) {
      return null;
    }
    if (one[1] === ping) {
      return -1 - one[2];
    }
    if (besideKey !== null && beside !== undefined && areAlike(one, beside) && isSame(one[0], beside[0])) {
      return besideKey;
    }
    lastKey += 1;
    return lastKey;
  };

  return (seqs, { older, newer }) => {
    if (seqs.length === 0) {
      return [];
    }
    // From the neighbour that is there already, away from it.
    const start: Neighbour | null = newer ?? older;
    const sorted = newer === null ? (older === null ? seqs : [older.seq, ...seqs]) : [...seqs, newer.seq];
    const known = read(sorted);
    const keys = new Array<FoldKey>(seqs.length);
    let beside = start === null ? undefined : known.get(start.seq);
    let besideKey = start?.key ?? null;
    for (let step = 0; step < seqs.length; step += 1) {
      const index = newer === null ? step : seqs.length - 1 - step;
      const one = known.get(seqs[index] as Seq);
      besideKey = keyOf(one, beside, besideKey);
      beside = one;
      keys[index] = besideKey;
    }
    return keys;
  };
}

function areAlike(one: Facts, other: Facts): boolean {
  for (let at = 1; at < one.length; at += 1) {
    if (one[at] !== other[at]) {
      return false;
    }
  }
  return true;
}
