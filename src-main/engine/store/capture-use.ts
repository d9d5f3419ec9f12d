import type { CaptureUse } from '../../contract/settings';
import type { Database } from './driver';
import { readNumber } from './file-schema';
import type { SeqRuns } from './seq-runs';

/** How much a capture holds. The pages that were freed count as free: SQLite writes them over first. */
export function captureUse(db: Database, kept: SeqRuns): CaptureUse {
  const pages = readNumber(db, 'PRAGMA page_count') - readNumber(db, 'PRAGMA freelist_count');
  const oldest = db.prepare('SELECT at_us FROM entry ORDER BY seq LIMIT 1').get();
  return {
    entries: kept.count(),
    bytes: pages * readNumber(db, 'PRAGMA page_size'),
    oldestAtMs: oldest === undefined ? null : Number(oldest.at_us) / 1_000,
  };
}
