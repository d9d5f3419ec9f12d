import { expect, test } from 'vitest';
import en from './en.json';
import { i18n, languageFor, languages } from './i18n';
import { pieces, wordsOf } from './words';
import zh from './zh-CN.json';

type Tree = { readonly [key: string]: string | Tree };
const files: Readonly<Record<string, Tree>> = { en, 'zh-CN': zh };

/** Every text with its path: 'toolbar.clients_one'. */
function texts(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]) =>
    typeof value === 'string' ? [[path + key, value] as [string, string]] : texts(value, `${path}${key}.`),
  );
}

/** What a file says, by key without the plural, and the plurals a key has. */
function byKey(file: Tree): Map<string, { forms: string[]; texts: string[] }> {
  const found = new Map<string, { forms: string[]; texts: string[] }>();
  for (const [path, text] of texts(file)) {
    const [, key = path, form = ''] = /^(.*)_(zero|one|two|few|many|other)$/.exec(path) ?? [];
    const entry = found.get(key) ?? { forms: [], texts: [] };
    entry.forms.push(form);
    entry.texts.push(text);
    found.set(key, entry);
  }
  return found;
}

const parts = (text: string) => [...text.matchAll(/\{\{(\w+)\}\}|<\/?\w+>/g)].map(([part]) => part).sort();
const english = byKey(en);

test('the files are the languages there are, each with its own name', () => {
  expect(languages.map(({ tag }) => tag).sort()).toEqual(Object.keys(files).sort());
  for (const { name } of languages) expect(name).not.toBe('');
});

test.each(Object.entries(files))('%s says everything and nothing more', (_, file) => {
  const said = byKey(file);
  expect([...said.keys()].filter((key) => !english.has(key))).toEqual([]);
  expect([...english.keys()].filter((key) => !said.has(key))).toEqual([]);
  for (const [path, text] of texts(file)) expect(text.trim(), path).not.toBe('');
});

test.each(Object.entries(files))('%s has the plurals of its language and no others', (tag, file) => {
  const needed = new Intl.PluralRules(tag).resolvedOptions().pluralCategories.slice().sort();
  for (const [key, { forms }] of byKey(file)) {
    const isPlural = english.get(key)?.forms.includes('') === false;
    expect(forms.slice().sort(), key).toEqual(isPlural ? needed : ['']);
  }
});

test.each(Object.entries(files))('%s puts the same values and marks into its sentences', (_, file) => {
  for (const [key, { texts }] of byKey(file)) {
    for (const text of texts) expect(parts(text), key).toEqual(parts(english.get(key)?.texts[0] ?? ''));
  }
});

test('a language is chosen by its tag, or by the first part of it', () => {
  expect(languageFor(['zh-CN'])).toBe('zh-CN');
  expect(languageFor(['zh-Hant-TW', 'en'])).toBe('zh-CN');
  expect(languageFor(['xx', 'EN-gb'])).toBe('en');
  expect(languageFor(['xx'])).toBe('en');
});

test('words take numbers, plurals and parts of the screen', async () => {
  const t = wordsOf('toolbar');
  expect(t('clients', { count: 1 })).toBe('<b>1</b> client');
  expect(t('clients', { count: 12_450 })).toBe('<b>12,450</b> clients');
  expect(t('copyAddress', { address: '{{since}} <b>' })).toBe('Copy {{since}} <b>');
  expect(pieces(t.template('clients', 2), { count: 2 }).join('')).toBe('<b>2</b> clients');
  await i18n.changeLanguage('zh-CN');
  expect(t('clients', { count: 1 })).toBe('<b>1</b> 个客户端');
  await i18n.changeLanguage('en');
});
