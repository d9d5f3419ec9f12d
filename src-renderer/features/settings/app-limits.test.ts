import { expect, test } from 'vitest';
import { defaultAppOptions } from '../../../src-main/contract/app';
import { limitTexts, readLimits } from './app-limits';

const usual = limitTexts(defaultAppOptions.limits);

test('limits are read as they are shown; an empty one is as usual', () => {
  expect(readLimits(usual)).toEqual({ limits: defaultAppOptions.limits });
  expect(readLimits({ ...usual, members: '', dataBytes: ' 20480 ' })).toEqual({
    limits: { ...defaultAppOptions.limits, dataBytes: 20_480 },
  });
});

test.each(['0', '-1', '1.5', 'many', '12345678901'])('%j is no limit', (text) => {
  expect(readLimits({ ...usual, watchedUsers: text })).toEqual({ fault: 'watchedUsers' });
});
