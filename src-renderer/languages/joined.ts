import { wordsOf } from './words';

const t = wordsOf('language');

/** What there is of it, one after the other: "A, B, C". */
export function listed(parts: readonly string[]): string {
  return joined('listed', parts);
}

/** Sentences one after the other; not every language has a space between them. */
export function sentences(parts: readonly string[]): string {
  return joined('sentences', parts);
}

function joined(way: 'listed' | 'sentences', parts: readonly string[]): string {
  return parts.reduce((before, next) => (before === '' || next === '' ? before + next : t(way, { before, next })), '');
}
