import type { Clock } from '../clock';
import type { Store } from '../store/store';
import type { CaptureRecorder } from './create-recorder';

/** Forgets everything recorded so far. What stays of it is one Gap that says so. */
export async function clearCapture(parts: {
  readonly clock: Clock;
  readonly store: Pick<Store, 'flushed' | 'forget' | 'use'>;
  readonly recorder: CaptureRecorder;
}): Promise<void> {
  const { clock, store, recorder } = parts;
  recorder.flush();
  await store.flushed();
  const { entries, oldestAtMs } = await store.use();
  const toMs = clock.nowMs();
  const reason = 'The capture was cleared by a person.';
  const seq = recorder.record({
    kind: 'gap',
    protocol: '',
    detail: { count: entries, fromMs: oldestAtMs ?? toMs, toMs, reason },
    summary: `${entries} ${entries === 1 ? 'entry' : 'entries'}. ${reason}`,
  });
  recorder.flush();
  await store.flushed();
  store.forget(seq);
}
