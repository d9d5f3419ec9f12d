import { entryKinds } from '../../contract/entry';
import type { PackedBatch } from './packed-batch';
import { viewColumns } from './packed-batch';
import type { EntryLoss } from './store';

const gapKind = entryKinds.indexOf('gap');

/** What is lost with a batch. A Gap in it counts for what it told of. */
export function lossOf(batch: PackedBatch, reason: string): EntryLoss {
  const columns = viewColumns(batch.columns);
  let loss: EntryLoss = { count: batch.count, fromMs: batch.firstAtMs, toMs: batch.lastAtMs, reason };
  for (let at = 0; at < batch.count; at += 1) {
    if (columns.kind[at] === gapKind) {
      const start = (columns.offset[at] as number) + (columns.bodyBytes[at] as number);
      const told = Buffer.from(batch.bytes).toString('utf8', start, start + (columns.detailBytes[at] as number));
      loss = withGap(loss, told);
    }
  }
  return loss;
}

/** Two losses as one. Reasons are sentences; the same one is told once. */
export function joinLosses(first: EntryLoss | null, second: EntryLoss): EntryLoss {
  if (first === null || first.count === 0) {
    return second;
  }
  return {
    count: first.count + second.count,
    fromMs: Math.min(first.fromMs, second.fromMs),
    toMs: Math.max(first.toMs, second.toMs),
    reason: first.reason.includes(second.reason) ? first.reason : `${first.reason} ${second.reason}`,
  };
}

function withGap(loss: EntryLoss, detail: string): EntryLoss {
  try {
    const { count, fromMs } = JSON.parse(detail) as { count: unknown; fromMs: unknown };
    const known = typeof count === 'number' ? count - 1 : 0;
    const startMs = typeof fromMs === 'number' ? Math.min(fromMs, loss.fromMs) : loss.fromMs;
    return { ...loss, count: loss.count + known, fromMs: startMs };
  } catch {
    return loss;
  }
}
