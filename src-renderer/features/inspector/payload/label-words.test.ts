import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import english from '../../../languages/en.json';

/** What the engine calls the parts of what it says of an entry: names of tables and texts, and the first word of each fact. */
function labelsOf(source: string): readonly string[] {
  const patterns = [
    /(?<![.\w])(?:table|text|mono)\(\s*'([A-Z][^']*)'/g,
    /\[\s*'([A-Z][^']*)',/g,
    /\blabel: '([^']+)'/g,
  ];
  return patterns.flatMap((pattern) => [...source.matchAll(pattern)].map(([, label = '']) => label));
}

test('every label of an explanation is told in the language of the screen', () => {
  const folder = 'src-main/engine/protocols';
  const labels = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /(?:explain|sections)[\w-]*\.ts$/.test(file) && !/\.(?:test|suite)\./.test(file))
    .flatMap((file) => labelsOf(readFileSync(join(folder, file), 'utf8')));
  expect(labels.length).toBeGreaterThan(100);
  const known = new Set<string>(Object.values(english.explained));
  expect([...new Set(labels)].filter((label) => !known.has(label))).toEqual([]);
});
