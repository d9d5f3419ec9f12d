import { afterEach, describe, expect, test } from 'vitest';
import type { Port } from '../../contract/port';

/** What holds for every port, whatever carries it. `open` gives both ends and how to clean up. */
export function portSuite(name: string, open: () => Promise<{ ends: readonly [Port, Port]; close: () => void }>): void {
  describe(name, () => {
    let clean = () => {};
    afterEach(() => clean());
    const pair = async () => {
      const { ends, close } = await open();
      clean = close;
      return ends;
    };
    const received = (port: Port, count: number) =>
      new Promise<unknown[]>((resolve) => {
        const messages: unknown[] = [];
        port.onMessage((message) => {
          messages.push(message);
          if (messages.length === count) resolve(messages);
        });
      });

    test('keeps order, both ways', async () => {
      const [left, right] = await pair();
      const atRight = received(right, 100);
      const atLeft = received(left, 1);
      const sent = Array.from({ length: 100 }, (_, index) => ({ index, text: '实时' }));
      for (const message of sent) left.post(message);
      right.post({ back: true });
      expect(await atRight).toEqual(sent);
      expect(await atLeft).toEqual([{ back: true }]);
    });

    test('delivers what came before somebody listened', async () => {
      const [left, right] = await pair();
      left.post({ early: 1 });
      await new Promise((done) => setTimeout(done, 50));
      expect(await received(right, 1)).toEqual([{ early: 1 }]);
    });

    test('tells both ends once that it is closed, and drops what is posted then', async () => {
      const [left, right] = await pair();
      let told = 0;
      left.onClose(() => {
        told += 1;
      });
      const rightClosed = new Promise<void>((resolve) => right.onClose(resolve));
      left.close();
      await rightClosed;
      await expect.poll(() => told).toBe(1);
      left.post({ late: true });
      left.close();
      expect(told).toBe(1);
    });
  });
}
