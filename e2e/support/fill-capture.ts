import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { createRecorder } from '../../src-main/engine/capture/create-recorder';
import { createStore } from '../../src-main/engine/store/create-store';
import { createSystemClock } from '../../src-main/engine/system-clock';

/** Writes a capture of `count` deliveries, numbered from 1, as the engine itself would. */
export async function fillCapture(dataDir: string, count: number): Promise<void> {
  const clock = createSystemClock();
  const store = await createStore({ dataDir, workerDir: resolve('out/engine'), clock });
  const recorder = createRecorder({ clock, store });
  for (let number = 1; number <= count; number += 1) {
    recorder.record({
      kind: 'deliver',
      direction: 'down',
      protocol: 'pusher',
      app: '12345',
      channel: `orders.${number % 50}`,
      event: 'OrderShipped',
      matched: 3,
      body: Buffer.from(`{"event":"OrderShipped","channel":"orders.${number % 50}","data":"{\\"number\\":${number}}"}`),
    });
    // The writer's own pace: nothing of this capture may be lost.
    while (store.pendingBatches > 64) await setImmediate();
  }
  recorder.close();
  await store.close();
}
