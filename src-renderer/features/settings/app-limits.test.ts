import { expect, test } from 'vitest';
import { defaultAppOptions } from '../../../src-main/contract/app';
import { limitTexts, readLimits } from './app-limits';

const usual = limitTexts(defaultAppOptions);
const { limits, clientEventsPerSecond, cacheS } = defaultAppOptions;

test('limits are read as they are shown; an empty one is as usual', () => {
  expect(readLimits(usual)).toEqual({ read: { limits, clientEventsPerSecond, cacheS } });
  expect(readLimits({ ...usual, members: '', cacheS: '', dataBytes: ' 20480 ', clientEventsPerSecond: '0.5' })).toEqual(
    {
      read: { limits: { ...limits, dataBytes: 20_480 }, clientEventsPerSecond: 0.5, cacheS },
    },
  );
});

test.each(['0', '-1', '1.5', 'many', '12345678901'])('%j is no limit', (text) => {
  expect(readLimits({ ...usual, watchedUsers: text })).toEqual({ fault: 'watchedUsers' });
});

test.each(['0', '0.0', '-1', '.5', '1e3', 'many'])('%j is no rate', (text) => {
  expect(readLimits({ ...usual, clientEventsPerSecond: text })).toEqual({ fault: 'clientEventsPerSecond' });
});
