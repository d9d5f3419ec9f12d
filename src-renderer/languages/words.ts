import type { ReactNode } from 'react';
import { formatCount } from '../format/count';
import { nameDurationUnits } from '../format/duration';
import type en from './en.json';
import { i18n, type Section } from './i18n';

type Words = typeof en;
type WithoutPlural<K extends string> = K extends `${infer Name}_${'one' | 'other'}` ? Name : K;
type KeysIn<T> = {
  [K in keyof T & string]: T[K] extends string ? WithoutPlural<K> : `${K}.${KeysIn<T[K]>}`;
}[keyof T & string];

/** Keys of a section, with a dot between levels; `clients` stands for `clients_one` and `clients_other`. */
export type Key<S extends Section> = KeysIn<Words[S]>;
/** Numbers are written as counts are: 12,450. `count` decides between singular and plural. */
export type Values = Readonly<Record<string, string | number>>;

/** What is said on the screen, of one section. */
export interface Say<S extends Section> {
  (key: Key<S>, values?: Values): string;
  /** With parts of the screen as values; `<b>` and `<code>` in the sentence are drawn. See rich.tsx. */
  template(key: Key<S>, count?: number): string;
}

const placeholder = /\{\{(\w+)\}\}/g;

/** Every row of the timeline asks for some with every frame: those that no number decides on are looked up once. */
const known = new Map<string, string>();
i18n.on('languageChanged', () => {
  known.clear();
  nameDurationUnits({
    ms: plain('units', 'ms'),
    s: plain('units', 's'),
    min: plain('units', 'min'),
    h: plain('units', 'h'),
    d: plain('units', 'd'),
  });
});

function plain(section: Section, key: string): string {
  const name = `${section}:${key}`;
  const text = known.get(name) ?? i18n.t(key as never, { ns: section, skipInterpolation: true });
  known.set(name, text);
  return text;
}

/** The words of a section in the language of now; in components `useWords`, which follows a change. */
export function wordsOf<S extends Section>(section: S): Say<S> {
  const template = (key: Key<S>, count?: number) =>
    count === undefined ? plain(section, key) : i18n.t(key, { ns: section, skipInterpolation: true, count });
  const say = (key: Key<S>, values: Values = {}) => {
    const { count } = values;
    return template(key, typeof count === 'number' ? count : undefined).replaceAll(placeholder, (_, name: string) =>
      shown(values[name]),
    );
  };
  return Object.assign(say, { template });
}

function shown(value: string | number | undefined): string {
  return typeof value === 'number' ? formatCount(value) : (value ?? '');
}

/** A sentence in pieces: its own text, and what stands in the place of each name. */
export function pieces(template: string, values: Readonly<Record<string, ReactNode>>): readonly ReactNode[] {
  return template.split(placeholder).map((part, at) => {
    if (at % 2 === 0) return part;
    const value = values[part];
    return typeof value === 'number' ? formatCount(value) : value;
  });
}
