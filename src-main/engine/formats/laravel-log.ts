import type { JsonValue } from '../../contract/entry';
import { parseJson } from '../../contract/json-text';
import { skipValue } from '../store/json-scan';

/** One broadcast as Laravel's log driver wrote it (Illuminate\Broadcasting\Broadcasters\LogBroadcaster, the same from 5.5 on). */
export interface LoggedBroadcast {
  readonly event: string;
  readonly channels: readonly string[];
  /** JSON text as it stands in the log; '' if there is none. */
  readonly payload: string;
  /** As written, without a time zone where the line formatter wrote it. */
  readonly loggedAt: string;
  /** Name of Monolog's channel: APP_ENV where nobody named it. */
  readonly environment: string;
  readonly level: string;
  readonly format: 'line' | 'json';
  /** JSON of the context and of what was added besides, in that order. */
  readonly extras: readonly string[];
  readonly note: string;
}

const start = /^\[(\d{4}-\d\d-\d\d[ T][^\]]+)\] ([^\s]+?)\.([A-Z]+): /;
const broadcasting = /^Broadcasting \[(.*?)\] on channels \[(.*)\] with payload:\r?$/;

/** Whether a line begins a record of Monolog's line formatter. */
export function beginsRecord(line: string): boolean {
  return start.test(line);
}

/** Whether a line is the head of a broadcast, whose payload follows on the next lines. */
export function beginsBroadcast(line: string): boolean {
  const head = start.exec(line)?.[0];
  return head !== undefined && broadcasting.test(line.slice(head.length));
}

/** How a record goes on behind its head. */
export interface PayloadEnd {
  /** open: more of it has to come · whole · none: it has no payload · cut: another record begins inside it. */
  readonly state: 'open' | 'whole' | 'none' | 'cut';
  /** Behind its last line, where it is not open. */
  readonly end: number;
}

const nextHead = /\n(?=\[\d{4}-\d\d-\d\d[ T][^\]\n]+\] [^\s]+?\.[A-Z]+: )/;

/**
 * Where the record whose head ends at `from` is over. Brackets are counted outside of strings, since payloads hold both. It is
 * open while brackets are, or while its last line has no end.
 */
export function payloadEnd(text: string, from: number): PayloadEnd {
  const lineEnd = text.indexOf('\n', from);
  if (lineEnd < 0 && !text.startsWith('{', from) && !text.startsWith('[', from))
    return { state: 'open', end: text.length };
  const first = text.slice(from, lineEnd < 0 ? text.length : lineEnd);
  if (first.trim() === '') return { state: 'none', end: lineEnd + 1 };
  if (beginsRecord(first)) return { state: 'cut', end: from };
  const isBracket = first.startsWith('{') || first.startsWith('[');
  const end = isBracket ? closedEnd(text, from) : lineEnd;
  // No string of JSON has a line of its own, so a line that looks like a head is one.
  const next = nextHead.exec(end < 0 ? text.slice(from) : text.slice(from, end));
  if (next !== null) return { state: 'cut', end: from + next.index + 1 };
  const over = end < 0 ? -1 : text.indexOf('\n', end);
  return over < 0 ? { state: 'open', end: text.length } : { state: 'whole', end: over + 1 };
}

/** Behind the bracket that closes the one at `from`; -1 if it is not there yet. */
function closedEnd(text: string, from: number): number {
  let depth = 0;
  let isInside = false;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (isInside) {
      if (sign === '\\') at += 1;
      else if (sign === '"') isInside = false;
    } else if (sign === '"') isInside = true;
    else if (sign === '{' || sign === '[') depth += 1;
    else if (sign === '}' || sign === ']') {
      depth -= 1;
      if (depth === 0) return at + 1;
    }
  }
  return -1;
}

/** Reads one record: lines of the line formatter, or a line of the JSON formatter. null if it is no broadcast. Total. */
export function readLogged(record: string): LoggedBroadcast | null {
  if (record.startsWith('{')) return readJsonLine(record);
  const lineEnd = record.indexOf('\n');
  const line = lineEnd < 0 ? record : record.slice(0, lineEnd);
  const [head = '', loggedAt = '', environment = '', level = ''] = start.exec(line) ?? [];
  const read = head === '' ? null : readMessage(line.slice(head.length), lineEnd < 0 ? '' : record.slice(lineEnd + 1));
  return read === null ? null : { ...read, loggedAt, environment, level, format: 'line' };
}

function readMessage(line: string, rest: string) {
  const [whole, event = '', channels = ''] = broadcasting.exec(line) ?? [];
  if (whole === undefined) return null;
  const from = rest.length - rest.trimStart().length;
  const values: string[] = [];
  for (let at = from; at < rest.length && values.length < 3; ) {
    const end = skipValue(rest, at);
    if (end === at) break;
    values.push(rest.slice(at, end));
    at = end + (rest.slice(end).length - rest.slice(end).trimStart().length);
  }
  const [payload = '', ...extras] = values;
  const isRead = payload !== '' && parseJson(payload) !== undefined;
  const note = isRead
    ? ''
    : payload === ''
      ? 'It has no payload: json_encode failed in the application, mostly for text that is no UTF-8.'
      : 'Its payload is cut off or was changed on the way: it is no JSON.';
  return { event, channels: channels === '' ? [] : channels.split(', '), payload: isRead ? payload : '', extras, note };
}

/** Keys of Monolog\Formatter\JsonFormatter. */
function readJsonLine(line: string): LoggedBroadcast | null {
  const value = parseJson(line);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const record = value as Readonly<Record<string, JsonValue>>;
  const message = textOf(record.message);
  const lineEnd = message.indexOf('\n');
  const read = readMessage(
    message.slice(0, lineEnd < 0 ? undefined : lineEnd),
    lineEnd < 0 ? '' : message.slice(lineEnd + 1),
  );
  if (read === null) return null;
  const extras = [record.context, record.extra].flatMap((one) =>
    one === undefined || one === null || Object.keys(one).length === 0 ? [] : [JSON.stringify(one)],
  );
  return {
    ...read,
    extras,
    loggedAt: textOf(record.datetime),
    environment: textOf(record.channel),
    level: textOf(record.level_name),
    format: 'json',
  };
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : '';
}
