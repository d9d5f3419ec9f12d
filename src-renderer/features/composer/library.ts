import type { Draft } from '../../../src-main/contract/hub';

/** A message a person keeps under a name. */
export interface SavedMessage extends Draft {
  readonly name: string;
}

/** A message that was sent. */
export interface PastMessage extends Draft {
  readonly atMs: number;
}

const keptPast = 50;
/** A document takes 256 KB; what is oldest goes first. */
const mostChars = 120_000;
export const nameChars = 80;

export const parseSaved = (stored: unknown): readonly SavedMessage[] =>
  listOf(stored).flatMap((one) => {
    const draft = draftOf(one);
    const name = textOf(one, 'name');
    return draft === null || name === '' ? [] : [{ ...draft, name }];
  });

export const parsePast = (stored: unknown): readonly PastMessage[] =>
  listOf(stored).flatMap((one) => {
    const draft = draftOf(one);
    const atMs = (one as { atMs?: unknown }).atMs;
    return draft === null || typeof atMs !== 'number' ? [] : [{ ...draft, atMs }];
  });

/** A name is given once: the newer message takes the place of the older one. By name. */
export function withSaved(list: readonly SavedMessage[], message: SavedMessage): readonly SavedMessage[] {
  const rest = list.filter(({ name }) => name !== message.name);
  const sorted = [...rest, message].sort((a, b) => a.name.localeCompare(b.name));
  return fits(sorted) ? sorted : list;
}

/** The newest first; one that was sent before moves up. */
export function withPast(list: readonly PastMessage[], draft: Draft, atMs: number): readonly PastMessage[] {
  const same = keyOf(draft);
  const next = [{ ...draft, atMs }, ...list.filter((one) => keyOf(one) !== same)].slice(0, keptPast);
  while (next.length > 1 && !fits(next)) next.pop();
  return fits(next) ? next : list;
}

export function fits(list: readonly unknown[]): boolean {
  return JSON.stringify(list).length <= mostChars;
}

export function draftFields(draft: Draft): Draft {
  const { protocol = '', app, channel, event, data, excludeSocketId, asSocketId = '' } = draft;
  const { alternates = [], isPrivate = false, id = '', retry = '' } = draft;
  return { protocol, app, channel, event, data, excludeSocketId, asSocketId, alternates, isPrivate, id, retry };
}

function keyOf(draft: Draft): string {
  return JSON.stringify(draftFields(draft));
}

function listOf(stored: unknown): readonly object[] {
  return Array.isArray(stored) ? stored.filter((one) => typeof one === 'object' && one !== null) : [];
}

function textOf(one: object, name: string): string {
  const value = (one as Record<string, unknown>)[name];
  return typeof value === 'string' ? value : '';
}

function draftOf(one: object): Draft | null {
  const [channel, event] = [textOf(one, 'channel'), textOf(one, 'event')];
  if (channel === '' && event === '') return null;
  const { alternates, isPrivate } = one as { alternates?: unknown; isPrivate?: unknown };
  return {
    protocol: textOf(one, 'protocol'),
    app: textOf(one, 'app'),
    channel,
    event,
    data: textOf(one, 'data'),
    excludeSocketId: textOf(one, 'excludeSocketId'),
    asSocketId: textOf(one, 'asSocketId'),
    alternates: Array.isArray(alternates) ? alternates.filter((name): name is string => typeof name === 'string') : [],
    isPrivate: isPrivate === true,
    id: textOf(one, 'id'),
    retry: textOf(one, 'retry'),
  };
}
