import { isUtf8 } from 'node:buffer';
import type { JsonValue } from '../../contract/entry';

/** Deeper than any message that was written by hand, and than what the page draws. */
const deepest = 60;
const mostValues = 100_000;

/**
 * What PHP's serialize() wrote, as JSON to look at; nothing of it is ever brought to life. Objects become
 * `{"@class": "App\\Message\\Chat", "-username": "bob"}` with Symfony's signs for visibility (`-` private, `#` protected),
 * enums `"App\\Suit::Hearts"`, numbers JSON has not (INF, large integers) texts, bytes that are no text `{"@base64": "…"}`,
 * and an object that was shown before `{"@class": "App\\User", "@again": true}`. undefined if the bytes are something else.
 *
 * Types N b i d s a O C E r R of https://www.php.net/manual/en/function.serialize.php; lengths count bytes.
 */
export function readPhp(bytes: Buffer): JsonValue | undefined {
  const reader = new Reader(bytes);
  try {
    const value = reader.value(0);
    return reader.at === bytes.length ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Text of a string serialize() wrote alone, such as phpredis puts around every value; null if it is none. */
export function phpString(bytes: Buffer): Buffer | null {
  const head = /^s:(\d+):"/.exec(bytes.toString('latin1', 0, 24));
  if (head === null) return null;
  const end = head[0].length + Number(head[1]);
  return bytes.toString('latin1', end) === '";' ? bytes.subarray(head[0].length, end) : null;
}

class Reader {
  at = 0;
  private readonly seen: JsonValue[] = [];

  constructor(private readonly bytes: Buffer) {}

  /** `isSlot`: a back reference can name it; keys of arrays and names of properties are none. */
  value(depth: number, isSlot = true): JsonValue {
    if (depth > deepest || this.seen.length > mostValues) throw new Error('too deep');
    const type = String.fromCharCode(this.bytes[this.at] ?? 0);
    this.at += 1;
    if (type === 'N') {
      this.expect(';');
      return this.keep(null, isSlot);
    }
    this.expect(':');
    switch (type) {
      case 'b':
        return this.keep(this.until(';') === '1', isSlot);
      case 'i':
      case 'd':
        return this.keep(numberOf(this.until(';')), isSlot);
      case 's': {
        const text = this.counted('"', '"');
        this.expect(';');
        return this.keep(textOf(text), isSlot);
      }
      case 'E': {
        const name = this.counted('"', '"').toString();
        this.expect(';');
        return this.keep(name.replace(':', '::'), isSlot);
      }
      case 'a':
        return this.array(depth);
      case 'O':
        return this.object(depth);
      case 'C': {
        const name = this.counted('"', '"').toString();
        this.expect(':');
        return this.keep({ '@class': name, '@raw': textOf(this.counted('{', '}')) }, isSlot);
      }
      case 'r':
      case 'R': {
        const found = this.seen[Number(this.until(';')) - 1];
        if (found === undefined) throw new Error('no such value');
        // A copy of an object is a value of its own to count, a reference is not.
        if (type === 'r') this.seen.push(found);
        return again(found);
      }
      default:
        throw new Error('no such type');
    }
  }

  private array(depth: number): JsonValue {
    const slot = this.reserve();
    const pairs = this.pairs(depth);
    const isList = pairs.every(([key], index) => key === index);
    return this.fill(slot, isList ? pairs.map(([, item]) => item) : objectOf(pairs.map(([k, v]) => [String(k), v])));
  }

  private object(depth: number): JsonValue {
    const slot = this.reserve();
    const name = this.counted('"', '"').toString();
    this.expect(':');
    this.seen[slot] = { '@class': name };
    const pairs = this.pairs(depth).map(([key, item]) => [visible(String(key)), item] as const);
    return this.fill(slot, objectOf([['@class', name], ...pairs]));
  }

  private pairs(depth: number): [key: JsonValue, value: JsonValue][] {
    const count = Number(this.until(':'));
    this.expect('{');
    const pairs: [JsonValue, JsonValue][] = [];
    for (let index = 0; index < count; index += 1) pairs.push([this.value(depth + 1, false), this.value(depth + 1)]);
    this.expect('}');
    return pairs;
  }

  /** `LENGTH:` and as many bytes between two signs. */
  private counted(open: string, close: string): Buffer {
    const length = Number(this.until(':'));
    this.expect(open);
    const end = this.at + length;
    if (!(length >= 0) || end > this.bytes.length) throw new Error('too short');
    const part = this.bytes.subarray(this.at, end);
    this.at = end;
    this.expect(close);
    return part;
  }

  private until(sign: string): string {
    const end = this.bytes.indexOf(sign, this.at);
    if (end < 0 || end - this.at > 40 || end === this.at) throw new Error('no number');
    const text = this.bytes.toString('latin1', this.at, end);
    this.at = end + 1;
    return text;
  }

  private expect(sign: string): void {
    if (this.bytes[this.at] !== sign.charCodeAt(0)) throw new Error(`no ${sign}`);
    this.at += 1;
  }

  private reserve(): number {
    return this.seen.push(null) - 1;
  }

  private fill(slot: number, value: JsonValue): JsonValue {
    this.seen[slot] = value;
    return value;
  }

  private keep(value: JsonValue, isSlot: boolean): JsonValue {
    if (isSlot) this.seen.push(value);
    return value;
  }
}

/** A second time an object is only named: drawn again and again, a small message could become an enormous one. */
function again(value: JsonValue): JsonValue {
  if (typeof value !== 'object' || value === null) return value;
  const name = (value as { readonly '@class'?: JsonValue })['@class'];
  return name === undefined ? { '@again': true } : { '@class': name, '@again': true };
}

/** Also a member called __proto__ is only a member. */
function objectOf(pairs: readonly (readonly [string, JsonValue])[]): JsonValue {
  return Object.fromEntries(pairs);
}

function visible(name: string): string {
  const end = name.startsWith('\0') ? name.indexOf('\0', 1) : -1;
  return end < 0 ? name : `${name[1] === '*' ? '#' : '-'}${name.slice(end + 1)}`;
}

function numberOf(text: string): JsonValue {
  const value = Number(text);
  if (!Number.isFinite(value) || text.trim() === '') {
    if (/^-?INF$|^NAN$/.test(text)) return text;
    throw new Error('no number');
  }
  return /^-?\d+$/.test(text) && !Number.isSafeInteger(value) ? text : value;
}

function textOf(bytes: Buffer): JsonValue {
  return isUtf8(bytes) ? bytes.toString() : { '@base64': bytes.toString('base64') };
}
