import { expect, test } from 'vitest';
import { ManualClock, systemClock } from '../hub/clocks.test-support';
import { temporaryFolder } from '../store/store.test-support';
import type { SecondDatabase } from './create-database';
import { openSecondDatabase } from './database.test-support';
import { DatabaseLog } from './database-log';
import type { DatabaseInput } from './database-messages';

test('values come back in order after a restart, the newest of them', async () => {
  const dataDir = temporaryFolder();
  const before = await openSecondDatabase(dataDir);
  const log = await DatabaseLog.open(before, systemClock, 'updates');
  expect(log.values).toEqual([]);
  for (let at = 0; at < 25; at += 1) log.append({ at, text: '实时' }, 10);
  await log.close();
  await before.close();

  const after = await openSecondDatabase(dataDir);
  const again = await DatabaseLog.open(after, systemClock, 'updates');
  expect(again.values.map((value) => (value as { at: number }).at)).toEqual([15, 16, 17, 18, 19, 20, 21, 22, 23, 24]);
  again.append({ at: 25 }, 10);
  await again.close();
  expect((await DatabaseLog.open(after, systemClock, 'other')).values).toEqual([]);
  const last = (await DatabaseLog.open(after, systemClock, 'updates')).values;
  expect(last).toHaveLength(10);
  expect(last.at(-1)).toEqual({ at: 25 });
});

test('nobody waits for the disk: values are written together, a little later, and no more than are kept', async () => {
  const real = await openSecondDatabase(temporaryFolder());
  const written: number[] = [];
  const counting: Pick<SecondDatabase, 'call'> = {
    call: (name, input) => {
      if (name === 'log.append') written.push((input as DatabaseInput<'log.append'>).texts.length);
      return real.call(name, input);
    },
  };
  const clock = new ManualClock();
  const log = await DatabaseLog.open(counting, clock, 'updates');
  log.append('a', 1_000);
  log.append('b', 1_000);
  expect(written).toEqual([]);
  clock.advance(25);
  for (let at = 0; at < 5_000; at += 1) log.append(at, 1_000);
  clock.advance(1_000);
  expect(written).toEqual([2]);
  await log.close();
  expect(written).toEqual([2, 1_000]);
  const { texts } = await real.call('log.read', { name: 'updates' });
  expect([texts.length, texts.at(-1)]).toEqual([1_000, '4999']);
});
