import { afterEach, expect, test } from 'vitest';
import { formatDuration } from '../format/duration';
import { i18n } from './i18n';
import './words';

afterEach(() => i18n.changeLanguage('en'));

test('lengths of time have the units of the language of the screen', async () => {
  const lengths = [41, 4_200, 192_000, 7_500_000];
  expect(lengths.map(formatDuration)).toEqual(['41 ms', '4.2 s', '3 min 12 s', '2 h 5 min']);
  await i18n.changeLanguage('zh-CN');
  expect(lengths.map(formatDuration)).toEqual(['41 毫秒', '4.2 秒', '3 分 12 秒', '2 小时 5 分']);
});
