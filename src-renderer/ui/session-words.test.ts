import { expect, test } from 'vitest';
import { createProtocols } from '../../src-main/engine/protocols';
import { i18n } from '../languages/i18n';
import { factWords, fieldWords } from './session-words';

/** Names of products, which are the same in every language. */
const names = ['Reverb', 'soketi', 'laravel-websockets', 'Pusher Channels', 'TLS', 'Origin', 'Firehose', 'JSON'];

test('the page has words of its own for all that protocols ask for', async () => {
  await i18n.changeLanguage('zh-CN');
  const forms = createProtocols().flatMap(({ descriptor }) =>
    descriptor.client === undefined ? [] : [descriptor.client],
  );
  expect(forms.length).toBeGreaterThan(0);
  const texts = forms.flatMap(({ fields, sendFields }) =>
    [...fields, ...sendFields].flatMap(({ label, hint = '', choices = [] }) => [
      label,
      hint,
      ...choices.map((choice) => choice.label),
    ]),
  );
  const missing = texts.filter((text) => /[a-z]{2}/i.test(text) && !names.includes(text) && fieldWords(text) === text);
  await i18n.changeLanguage('en');
  // They belong in `profileFields` of the language files, under any key.
  expect([...new Set(missing)]).toEqual([]);
});

test('a fact is named in words, however its protocol writes it', () => {
  expect(factWords('socketId')).toBe('Socket id');
  expect(factWords('prefix seen')).toBe('Prefix seen');
  expect(factWords('x-of-its-own')).toBe('x-of-its-own');
});
