import type { Recorder } from './recorder';

/** A broker may not have said everything between these times, ms since the epoch: the timeline shows a Gap, and why. */
export function recordMissed(recorder: Recorder, reason: string, fromMs: number, toMs: number): void {
  const detail = { count: null, fromMs, toMs, reason };
  recorder.record({ kind: 'gap', protocol: '', detail, summary: `Number unknown. ${reason}` });
}
