import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { ManualClock } from '../../../hub/clocks.test-support';
import { AddedDelay } from './added-delay';

test('a frame costs from when it was had to when it was written', async () => {
  const clock = new ManualClock(1_000);
  const added = new AddedDelay(clock);
  expect(added.told).toBeNull();
  added.written(998);
  added.whenWritten(1_000, () => false);
  await turn();
  await turn();
  expect(added.told).toEqual({ meanMs: 1, mostMs: 2 });
});

test('behind a reader that takes nothing all are counted once it does, and it is not looked at all the time', async () => {
  const clock = new ManualClock(1_000);
  const added = new AddedDelay(clock);
  let looks = 0;
  let isWaiting = true;
  const look = () => {
    looks += 1;
    return isWaiting;
  };
  added.whenWritten(1_000, look);
  added.whenWritten(1_000, look);
  for (let count = 0; count < 20; count += 1) await turn();
  expect(looks).toBe(1);
  clock.advance(90);
  expect(looks).toBeLessThan(25);
  isWaiting = false;
  clock.advance(10);
  expect(added.told).toEqual({ meanMs: 95, mostMs: 95 });
  added.whenWritten(1_100, () => false);
  await turn();
  await turn();
  expect(added.told).toEqual({ meanMs: 63.33, mostMs: 95 });
});
