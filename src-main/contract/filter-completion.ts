import { entryKinds } from './entry';
import { kindWords } from './filter';
import type { ValueField } from './filter-words';
import { splitFilter, valueFields } from './filter-words';

/** What may be completed at a place of a filter's text. */
export interface FilterCompletion {
  /** The part of the text a choice takes the place of. */
  readonly from: number;
  readonly to: number;
  /** null: a field (or a free word) is being typed. */
  readonly field: ValueField | null;
  /** What of it is typed already. */
  readonly prefix: string;
  /** Known choices that begin with the prefix; names of channels, events and clients are asked of the engine. */
  readonly choices: readonly FilterChoice[];
}

export interface FilterChoice {
  /** Takes the place of from..to. */
  readonly insert: string;
  readonly hint: string;
}

const fieldHints: Readonly<Record<ValueField, string>> = {
  channel: 'channel name, * for anything',
  event: 'event name, * for anything',
  kind: 'publish, deliver, client, subscribe, refused, …',
  client: 'user id, socket id or a part of it',
  size: 'size of the body: size>8kb',
  path: 'value in the payload: path:$.user.id=7',
  since: 'not older than: since:5m, since:14:02',
  source: 'hub, or the id of a profile',
};

const sinceChoices = ['1m', '5m', '15m', '1h', '1d'];
const sizeChoices = ['size>1kb', 'size>8kb', 'size>100kb', 'size<100'];

/** What can be completed at the caret; total. */
export function completeFilter(text: string, caret: number): FilterCompletion {
  const word = splitFilter(text).find(({ start, end }) => start <= caret && caret <= end);
  if (word === undefined) {
    return { from: caret, to: caret, field: null, prefix: '', choices: fieldChoices('') };
  }
  const { field, start, end, isNegated, valueStart } = word;
  if (field === null || caret < valueStart) {
    const from = isNegated ? start + 1 : start;
    const prefix = text.slice(from, caret);
    return { from, to: field === null ? end : valueStart, field: null, prefix, choices: fieldChoices(prefix) };
  }
  return completeValue(field, text, valueStart, end, caret);
}

/** A name as it has to be written behind a field: quoted if it would fall apart. */
export function quoteFilterValue(value: string): string {
  return /[\s"]/.test(value) ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
}

function completeValue(
  field: ValueField,
  text: string,
  valueStart: number,
  end: number,
  caret: number,
): FilterCompletion {
  if (field === 'kind') {
    const from = Math.max(valueStart, text.lastIndexOf(',', caret - 1) + 1);
    const comma = text.indexOf(',', caret);
    const to = comma < 0 || comma > end ? end : comma;
    const prefix = text.slice(from, caret);
    const words = [...entryKinds, ...Object.keys(kindWords)];
    return { from, to, field, prefix, choices: startingWith(words, prefix) };
  }
  const prefix = text.slice(valueStart, caret).replace(/^"/, '');
  const known = field === 'since' ? sinceChoices : field === 'size' ? sizeChoices.map((choice) => choice.slice(4)) : [];
  return { from: valueStart, to: end, field, prefix, choices: startingWith(known, prefix) };
}

function fieldChoices(prefix: string): FilterChoice[] {
  const lower = prefix.toLowerCase();
  return valueFields
    .filter((field) => field.startsWith(lower))
    .map((field) => ({ insert: field === 'size' ? 'size>' : `${field}:`, hint: fieldHints[field] }));
}

function startingWith(words: readonly string[], prefix: string): FilterChoice[] {
  const lower = prefix.toLowerCase();
  return words.filter((word) => word.startsWith(lower)).map((insert) => ({ insert, hint: '' }));
}
