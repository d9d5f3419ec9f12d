import { afterEach, expect, test } from 'vitest';
import { closeMeaningOf } from '../../src-main/contract/codes/entry-code';
import en from '../languages/en.json';
import { i18n } from '../languages/i18n';
import { codeWords } from './code-words';

afterEach(() => i18n.changeLanguage('en'));

test.each(Object.entries(en.codes))('%s says in English what the contract says', (code, words) => {
  expect(words).toEqual(closeMeaningOf(Number(code), 'pusher'));
});

test('every code of the contract is in the language files', () => {
  const all = Array.from({ length: 5_000 }, (_, code) => code).filter(
    (code) => closeMeaningOf(code, 'pusher').words !== '',
  );
  expect(Object.keys(en.codes).map(Number)).toEqual(all);
});

test('in the language of the screen, by code or as the engine says it', async () => {
  await i18n.changeLanguage('zh-CN');
  expect(codeWords(1006, 'pusher').words).toBe('没有关闭帧');
  expect(codeWords(4001, 'pusher').next).toContain('pusher-js 不会自行重连');
  expect(codeWords(4001, 'mercure').words).toBe('');
  expect(codeWords(4299, 'pusher').next).toBe('pusher-js 会立即重连。');
  expect(codeWords(40160, 'ably').words).toBe('key 无权在此频道上执行此操作');
});
