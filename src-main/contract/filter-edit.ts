import type { EntryAction, EntryKind } from './entry';
import { entryKinds } from './entry';
import { kindWords } from './filter';
import { quoteFilterValue } from './filter-completion';
import type { FilterWord, ValueField } from './filter-words';
import { splitFilter } from './filter-words';

/**
 * Edits of a filter's text from outside its field: a click on a channel, a chip. What a person typed besides stays as it
 * was. All of them are total.
 */

/** Channels the text narrows to, as written (they may be patterns). */
export function channelsOfFilter(text: string): readonly string[] {
  return positiveWords(text, 'channel').map(({ value }) => value);
}

/** Narrows to one channel. If it is the only one already, shows all channels again. */
export function withOnlyChannel(text: string, channel: string): string {
  return withOnlyValue(text, 'channel', channel);
}

/** Narrows to what concerns one client (user id or socket id). If it is the only one already, shows all clients again. */
export function withOnlyClient(text: string, client: string): string {
  return withOnlyValue(text, 'client', client);
}

/** Clients the text narrows to, as written. */
export function clientsOfFilter(text: string): readonly string[] {
  return positiveWords(text, 'client').map(({ value }) => value);
}

/** Narrows to what was seen at one source: the id of a profile, or `hub`. If it is the only one already, shows all again. */
export function withOnlySource(text: string, source: string): string {
  return withOnlyValue(text, 'source', source);
}

/** Narrows to one channel of one source. If that is what the text narrows to already, shows all again. */
export function withOnlyChannelOf(text: string, source: string, channel: string): string {
  const isThat = (found: readonly string[], value: string) => found.length === 1 && found[0] === value;
  if (isThat(sourcesOfFilter(text), source) && isThat(channelsOfFilter(text), channel)) {
    const rest = without(text, positiveWords(text, 'source'));
    return without(rest, positiveWords(rest, 'channel'));
  }
  return withOnly(withOnly(text, 'source', source), 'channel', channel);
}

/** Sources the text narrows to, as written. */
export function sourcesOfFilter(text: string): readonly string[] {
  return positiveWords(text, 'source').map(({ value }) => value);
}

/** Adds a channel to those shown, or takes it away again. */
export function withChannelToggled(text: string, channel: string): string {
  const same = positiveWords(text, 'channel').filter(({ value }) => value === channel);
  return same.length > 0 ? without(text, same) : added(text, `channel:${quoteFilterValue(channel)}`);
}

/** Words of `kind:` the text narrows to; empty for all kinds. Of two words for the same kind, the kind's own. */
export function kindsOfFilter(text: string): readonly string[] {
  return positiveWords(text, 'kind')
    .flatMap(kindsOf)
    .map((word) => (matchOf(word)?.action === null ? (matchOf(word)?.kind ?? word) : word));
}

/** Narrows to these kinds; none: shows all kinds again. Kinds that are left out by a minus come back if they are named. */
export function withOnlyKinds(text: string, kinds: readonly string[]): string {
  const named = new Set(kinds);
  const words = splitFilter(text).filter(
    (word) => word.field === 'kind' && (!word.isNegated || kindsOf(word).some((kind) => named.has(kind))),
  );
  const rest = without(text, words);
  return kinds.length === 0 ? rest : added(rest, `kind:${kinds.join(',')}`);
}

/** A field one click in a menu narrows to or leaves out. */
export type EditableField = 'kind' | 'channel' | 'event' | 'client' | 'source';

/** Narrows to one value of a field, whatever it was narrowed to before; the value comes back if it was left out. */
export function withOnly(text: string, field: EditableField, value: string): string {
  if (field === 'kind') return withOnlyKinds(text, [value]);
  const words = splitFilter(text).filter(
    (word) => word.field === field && (!word.isNegated || word.value.toLowerCase() === value.toLowerCase()),
  );
  return added(without(text, words), `${field}:${quoteFilterValue(value)}`);
}

/** Leaves out one value of a field; where the text narrowed to that very value, it does not any more. */
export function withHidden(text: string, field: EditableField, value: string): string {
  const same = splitFilter(text).filter(
    (word) => word.field === field && word.value.toLowerCase() === value.toLowerCase(),
  );
  return added(without(text, same), `-${field}:${quoteFilterValue(value)}`);
}

/** True if the text says itself whether entries of this kind are wanted: it narrows to it, or leaves it out. */
export function namesKind(text: string, kind: EntryKind): boolean {
  return splitFilter(text).some(
    (word) => word.field === 'kind' && kindsOf(word).some((name) => matchOf(name)?.kind === kind),
  );
}

/** Narrows to a span of time: not older than `from`, and older than `to`, both as `since:` understands them. */
export function withSpan(text: string, from: string, to: string): string {
  const times = splitFilter(text).filter(({ field }) => field === 'since');
  return added(added(without(text, times), `since:${from}`), `-since:${to}`);
}

function withOnlyValue(text: string, field: 'channel' | 'client' | 'source', value: string): string {
  const words = positiveWords(text, field);
  const rest = without(text, words);
  const isOnly = words.length === 1 && words[0]?.value === value;
  return isOnly ? rest : added(rest, `${field}:${quoteFilterValue(value)}`);
}

function matchOf(word: string): { readonly kind: EntryKind; readonly action: EntryAction | null } | null {
  if ((entryKinds as readonly string[]).includes(word)) return { kind: word as EntryKind, action: null };
  return Object.hasOwn(kindWords, word) ? (kindWords[word] ?? null) : null;
}

function kindsOf({ value }: FilterWord): string[] {
  return value.toLowerCase().split(',').filter(Boolean);
}

function positiveWords(text: string, field: ValueField): FilterWord[] {
  return splitFilter(text).filter((word) => word.field === field && !word.isNegated);
}

function without(text: string, words: readonly FilterWord[]): string {
  let rest = text;
  for (const { start, end } of [...words].reverse()) {
    const before = rest.slice(0, start).trimEnd();
    const behind = rest.slice(end).trimStart();
    rest = before === '' || behind === '' ? before + behind : `${before} ${behind}`;
  }
  return rest;
}

function added(text: string, word: string): string {
  const before = text.trimEnd();
  return before === '' ? word : `${before} ${word}`;
}
