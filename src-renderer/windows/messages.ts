import type { Row } from '../../src-main/contract/entry';
import type { Draft } from '../../src-main/contract/hub';
import type { Seq } from '../../src-main/contract/ids';
import type { ProfileId } from '../../src-main/contract/profile';
import { readRow } from '../../src-main/contract/read-row';
import type { ExpectForm } from '../state/expect';

/** What the main page shows that its other windows show as well. */
export interface Shared {
  readonly row: Row | null;
  readonly pins: readonly Row[];
  readonly filter: string;
  readonly appliedFilter: string;
  readonly arePingsShown: boolean;
  readonly clearedUpTo: Seq;
}

/** What is done in the main page, asked for in another of its windows. */
export type Act =
  /** The row is selected, and the main page shows it. */
  | { readonly name: 'show'; readonly row: Row }
  | { readonly name: 'select'; readonly row: Row | null }
  | { readonly name: 'pin'; readonly row: Row }
  | { readonly name: 'filter'; readonly text: string }
  | { readonly name: 'clear'; readonly upTo: Seq }
  | { readonly name: 'compose'; readonly source: ProfileId; readonly draft: Draft }
  | { readonly name: 'expect'; readonly fields: Pick<ExpectForm, 'app' | 'channel' | 'event'> };

/** To the main page. `claim`: another one with the same id has started; the older one keeps it. */
export type ToMain =
  | { readonly to: 'main'; readonly type: 'hello' | 'bye' }
  | { readonly to: 'main'; readonly type: 'claim' | 'taken'; readonly by: string }
  | { readonly to: 'main'; readonly type: 'act'; readonly act: Act };

/** To the others. `here`: the main page has started. `close`: the inspector is wanted back. */
export type ToSide =
  | { readonly to: 'side'; readonly type: 'here' | 'close' }
  | { readonly to: 'side'; readonly type: 'shared'; readonly shared: Shared };

const mostPins = 20;
/** More than a message may have, so that no real one is refused. */
const longestText = 32_000_000;
const mostAlternates = 1_000;

const isText = (value: unknown): value is string => typeof value === 'string' && value.length <= longestText;
const isTextOrNone = (value: unknown) => value === undefined || isText(value);
const isSeq = (value: unknown): value is Seq => Number.isSafeInteger(value) && (value as number) >= 0;

/** A message of another window, checked; null for what is none. All pages of one origin can send on a channel. */
export function readToMain(value: unknown): ToMain | null {
  const { to, type, by, act } = (value ?? {}) as { to?: unknown; type?: unknown; by?: unknown; act?: unknown };
  if (to !== 'main') return null;
  if (type === 'hello' || type === 'bye') return { to, type };
  if (type === 'claim' || type === 'taken') return isText(by) ? { to, type, by } : null;
  const read = type === 'act' ? readAct(act) : null;
  return read === null ? null : { to, type: 'act', act: read };
}

export function readToSide(value: unknown): ToSide | null {
  const { to, type, shared } = (value ?? {}) as { to?: unknown; type?: unknown; shared?: unknown };
  if (to !== 'side') return null;
  if (type === 'here' || type === 'close') return { to, type };
  const read = type === 'shared' ? readShared(shared) : null;
  return read === null ? null : { to, type: 'shared', shared: read };
}

function readShared(value: unknown): Shared | null {
  const { row, pins, filter, appliedFilter, arePingsShown, clearedUpTo } = (value ?? {}) as Shared;
  const shownRow = row === null ? null : readRow(row);
  if ((row !== null && shownRow === null) || !Array.isArray(pins) || pins.length > mostPins) return null;
  const readPins = pins.map(readRow).filter((pin) => pin !== null);
  const isFine = isText(filter) && isText(appliedFilter) && typeof arePingsShown === 'boolean' && isSeq(clearedUpTo);
  return isFine ? { row: shownRow, pins: readPins, filter, appliedFilter, arePingsShown, clearedUpTo } : null;
}

function readAct(value: unknown): Act | null {
  const act = (value ?? {}) as Record<string, unknown>;
  const row = readRow(act.row);
  switch (act.name) {
    case 'select':
      return act.row === null || row !== null ? { name: 'select', row } : null;
    case 'show':
    case 'pin':
      return row === null ? null : { name: act.name, row };
    case 'filter':
      return isText(act.text) ? { name: 'filter', text: act.text } : null;
    case 'clear':
      return isSeq(act.upTo) ? { name: 'clear', upTo: act.upTo } : null;
    case 'compose': {
      const draft = readDraft(act.draft);
      return draft !== null && isText(act.source) ? { name: 'compose', source: act.source, draft } : null;
    }
    case 'expect': {
      const { app, channel, event } = (act.fields ?? {}) as ExpectForm;
      return isText(app) && isText(channel) && isText(event)
        ? { name: 'expect', fields: { app, channel, event } }
        : null;
    }
    default:
      return null;
  }
}

function readDraft(value: unknown): Draft | null {
  const draft = (value ?? {}) as Draft;
  const { protocol, app, channel, event, data, excludeSocketId, asSocketId, alternates, isPrivate, id, retry } = draft;
  const isFine =
    [app, channel, event, data, excludeSocketId].every(isText) &&
    [protocol, asSocketId, id, retry].every(isTextOrNone) &&
    (isPrivate === undefined || typeof isPrivate === 'boolean') &&
    (alternates === undefined ||
      (Array.isArray(alternates) && alternates.length <= mostAlternates && alternates.every(isText)));
  if (!isFine) return null;
  const known = { protocol, asSocketId, alternates, isPrivate, id, retry };
  const given = Object.fromEntries(Object.entries(known).filter(([, one]) => one !== undefined)) as Partial<Draft>;
  return { app, channel, event, data, excludeSocketId, ...given };
}
