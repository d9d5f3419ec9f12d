import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync('src-renderer/styles/colours.css', 'utf8');
const colours = (block: string) =>
  new Map([...block.matchAll(/--([a-z0-9-]+):\s*(#[0-9a-f]{6})/g)].map(([, name = '', colour = '']) => [name, colour]));
const themes = {
  light: colours(css.slice(0, css.indexOf(':root[data-theme="dark"]'))),
  dark: colours(css.slice(css.indexOf(':root[data-theme="dark"]'))),
};

const words = ['text-1', 'text-2', 'text-3', 'accent', 'ok', 'warn', 'refused', 'error', 'gap'];
const kinds = ['kind-publish', 'kind-out', 'kind-in', 'kind-life', 'kind-note'];
const grounds = ['surface-0', 'surface-1', 'surface-2', 'surface-3', 'hover', 'pressed', 'select', 'related'];
const payload = ['code-key', 'code-string', 'code-number', 'code-word'];
const all = (fronts: readonly string[], backs: readonly string[]) =>
  fronts.flatMap((front) => backs.map((back) => [front, back] as const));

/** Text needs 4.5:1, what a control is recognised by 3:1 (WCAG 1.4.3 and 1.4.11). */
const text = [
  ...all([...words, ...kinds], grounds),
  ...all(payload, ['surface-1', 'surface-2', 'hover', 'select', 'mark']),
  ...all(['text-1', 'text-2', 'text-3', 'refused'], ['refused-tint']),
  ...all(['text-1', 'text-3', 'error', 'code-key', 'code-string', 'code-word'], ['error-tint']),
  ...all(['text-1', 'text-2', 'text-3', 'warn'], ['warn-tint']),
  ...all(['text-1', 'text-3', 'ok', 'code-key', 'code-string', 'code-word'], ['ok-tint']),
  ...all(['text-2', 'text-3', 'gap'], ['gap-tint']),
  ...all(['on-accent'], ['accent-solid', 'accent-solid-hover']),
  ...all(['on-inverse'], ['inverse']),
  ...all(['text-1', 'text-2'], ['mark']),
];
const controls = [
  ...all(['line-control', 'focus'], grounds),
  ...all(['accent-solid'], ['surface-0', 'surface-1', 'surface-2', 'surface-3']),
  ...all(['chart-neutral', 'warn-fill', 'refused-fill'], ['surface-2']),
];

function luminance(colour: string): number {
  const channel = (at: number) => {
    const value = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(theme: ReadonlyMap<string, string>, front: string, back: string): number {
  const [darker, lighter] = [front, back]
    .map((name) => {
      const colour = theme.get(name);
      if (colour === undefined) throw new Error(`colours.css has no colour --${name}`);
      return luminance(colour);
    })
    .sort((left, right) => left - right) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

test('every colour of one theme has its counterpart in the other', () => {
  expect([...themes.dark.keys()].sort()).toEqual([...themes.light.keys()].sort());
});

describe.each(Object.entries(themes))('%s', (_, theme) => {
  const below = (pairs: readonly (readonly [string, string])[], least: number) =>
    pairs
      .map(([front, back]) => ({ pair: `${front} on ${back}`, ratio: contrast(theme, front, back) }))
      .filter(({ ratio }) => ratio < least);

  test('text can be read on everything it stands on', () => expect(below(text, 4.5)).toEqual([]));
  test('controls can be told from what is around them', () => expect(below(controls, 3)).toEqual([]));
});
