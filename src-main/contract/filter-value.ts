import type { EntryKind } from './entry';
import { entryKinds } from './entry';
import type { FilterTerm, KindMatch, SinceMoment } from './filter';
import { kindWords } from './filter';
import type { ValueField } from './filter-words';

type Read = { readonly term: FilterTerm } | { readonly message: string; readonly hint: string };

/** Understands the value of one `field:value`. */
export function parseFilterValue(field: ValueField, value: string, isNegated: boolean): Read {
  if (value === '') {
    return { message: `${field}: needs a value.`, hint: examples[field] };
  }
  switch (field) {
    case 'channel':
      return { term: { field, pattern: value, isNegated } };
    case 'event':
      return { term: { field, pattern: value, isNegated } };
    case 'source':
      return { term: { field, pattern: value, isNegated } };
    case 'client':
      return { term: { field, client: value, isNegated } };
    case 'kind':
      return parseKinds(value, isNegated);
    case 'size':
      return parseSize(value, isNegated);
    case 'path':
      return parsePath(value, isNegated);
    case 'since':
      return parseSince(value, isNegated);
  }
}

const examples: Readonly<Record<ValueField, string>> = {
  channel: 'For example channel:private-chat.*',
  event: 'For example event:OrderShipped',
  kind: `One or more of ${entryKinds.join(', ')}.`,
  client: 'A user id, a socket id or a part of it: client:42',
  size: 'For example size>8kb or size<100',
  path: 'For example path:$.user.id=7',
  since: 'For example since:5m or since:14:02',
  source: 'For example source:hub, or the id of a profile',
};

function parseKinds(value: string, isNegated: boolean): Read {
  const kinds: KindMatch[] = [];
  for (const word of value.toLowerCase().split(',').filter(Boolean)) {
    const known = (entryKinds as readonly string[]).includes(word)
      ? { kind: word as EntryKind, action: null }
      : Object.hasOwn(kindWords, word)
        ? (kindWords[word] as KindMatch)
        : null;
    if (known === null) {
      return { message: `There is no kind "${word}".`, hint: examples.kind };
    }
    kinds.push(known);
  }
  return kinds.length === 0
    ? { message: 'kind: needs a value.', hint: examples.kind }
    : { term: { field: 'kind', kinds, isNegated } };
}

/** As on the screen, kB counts 1,000 bytes; kib and mib count 1,024. */
const sizeUnits: Readonly<Record<string, number>> = {
  '': 1,
  b: 1,
  k: 1e3,
  kb: 1e3,
  m: 1e6,
  mb: 1e6,
  kib: 1024,
  mib: 1_048_576,
};

function parseSize(value: string, isNegated: boolean): Read {
  const match = /^(<=|>=|<|>|=)?(\d+(?:\.\d+)?)([a-z]*)$/i.exec(value);
  const unit = sizeUnits[match?.[3]?.toLowerCase() ?? 'none'];
  if (match === null || unit === undefined) {
    const amount = value.replace(/^[<>=]+/, '');
    const message = amount === '' ? 'size needs an amount.' : `"${amount}" is not a size.`;
    return { message, hint: examples.size };
  }
  const operator = (match[1] ?? '=') as '<' | '<=' | '>' | '>=' | '=';
  return { term: { field: 'size', operator, bytes: Number(match[2]) * unit, isNegated } };
}

const stepPattern = /\.([^.[\]="]+)|\[(\d+|\*)\]|\["([^"]*)"\]|\['([^']*)'\]/y;

/** `$.user.id=7`, `$.items[0].name="a b"`, `$["odd.name"]`; without a value: the path is there. */
function parsePath(value: string, isNegated: boolean): Read {
  const steps: string[] = [];
  let at = value.startsWith('$') ? 1 : 0;
  const text = at === 1 ? value : value.startsWith('[') ? value : `.${value}`;
  for (;;) {
    stepPattern.lastIndex = at;
    const match = stepPattern.exec(text);
    if (match === null) {
      break;
    }
    steps.push(match[1] ?? match[2] ?? match[3] ?? match[4] ?? '');
    at = stepPattern.lastIndex;
  }
  const rest = text.slice(at);
  if (steps.length === 0 || steps.length > 32 || (rest !== '' && !rest.startsWith('='))) {
    return { message: `"${value}" is not a path.`, hint: examples.path };
  }
  const wanted = rest === '' ? null : unquoted(rest.slice(1));
  return { term: { field: 'path', steps, value: wanted, isNegated } };
}

function unquoted(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : text;
}

const agoUnits: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

function parseSince(value: string, isNegated: boolean): Read {
  const moment = readAgo(value) ?? readTime(value) ?? readDate(value);
  return moment === null
    ? { message: `"${value}" is not a time.`, hint: examples.since }
    : { term: { field: 'since', ...moment, isNegated } };
}

function readAgo(value: string): SinceMoment | null {
  const match = /^(\d+(?:\.\d+)?)(ms|s|m|min|h|d)$/i.exec(value);
  const unit = agoUnits[match?.[2]?.toLowerCase() ?? ''];
  return match === null || unit === undefined ? null : { kind: 'ago', ms: Number(match[1]) * unit };
}

function readTime(value: string): SinceMoment | null {
  const match = /^(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(value);
  const [hour, minute, second] = [Number(match?.[1]), Number(match?.[2]), Number(match?.[3] ?? 0)];
  const isTime = match !== null && hour < 24 && minute < 60 && second < 60;
  return isTime ? { kind: 'time', hour, minute, second } : null;
}

function readDate(value: string): SinceMoment | null {
  const isDate = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/i.test(value);
  // A day alone is meant in local time, which Date would read as UTC.
  const atMs = isDate ? Date.parse(value.length === 10 ? `${value}T00:00` : value) : Number.NaN;
  return Number.isNaN(atMs) ? null : { kind: 'date', atMs };
}

/** The moment in milliseconds since the epoch. A time of day is the last one that is not in the future. */
export function sinceMs(moment: SinceMoment, nowMs: number): number {
  switch (moment.kind) {
    case 'ago':
      return nowMs - moment.ms;
    case 'date':
      return moment.atMs;
    case 'time': {
      const day = new Date(nowMs);
      day.setHours(moment.hour, moment.minute, moment.second, 0);
      if (day.getTime() > nowMs) {
        day.setDate(day.getDate() - 1);
      }
      return day.getTime();
    }
  }
}
