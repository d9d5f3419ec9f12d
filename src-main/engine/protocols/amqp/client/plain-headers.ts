import type { EntryDetail, JsonValue } from '../../../../contract/entry';
import { isoInstant } from '../../../formats/iso-instant';

const deepest = 8;

/** What AMQP has and JSON has not: bytes are shown as base64, large numbers as text, dates as ISO; what is undefined is left out. */
export function plainHeaders(values: Readonly<Record<string, unknown>>): EntryDetail {
  return plain(values, 0) as EntryDetail;
}

function plain(value: unknown, depth: number): JsonValue {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'bigint') return String(value);
  if (Buffer.isBuffer(value)) return { '@base64': value.toString('base64') };
  if (value instanceof Date) return isoInstant(value.getTime());
  if (depth > deepest || typeof value !== 'object') return null;
  if (Array.isArray(value)) return value.map((item) => plain(item, depth + 1));
  const members = Object.entries(value).filter(([, item]) => item !== undefined);
  return Object.fromEntries(members.map(([name, item]) => [name, plain(item, depth + 1)]));
}
