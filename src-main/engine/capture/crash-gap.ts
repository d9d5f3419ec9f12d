import type { Seq } from '../../contract/ids';
import type { Clock } from '../clock';
import type { StoreOpened } from '../store/store';
import type { Recorder } from './recorder';

/**
 * Writes the one Gap that tells of a run that did not end in order: what it had recorded last may not have reached the
 * disk, and nobody knows how much that was. null if the last run ended in order.
 */
export function recordCrashGap(options: {
  readonly clock: Clock;
  readonly opened: StoreOpened;
  readonly recorder: Recorder;
}): Seq | null {
  const { clock, opened, recorder } = options;
  if (!opened.crashed) {
    return null;
  }
  const reason = 'Hubbub ended without warning; up to 250 ms of traffic before that may be missing.';
  const toMs = clock.nowMs();
  const fromMs = opened.lastAtMs === 0 ? toMs : opened.lastAtMs;
  return recorder.record({
    kind: 'gap',
    protocol: '',
    detail: { count: null, fromMs, toMs, reason },
    summary: `Number unknown. ${reason}`,
  });
}
