import { isAscii, isUtf8 } from 'node:buffer';
import { foldText, isFolded } from './fold-text';
import { JsonUnescaper } from './unescape-json';

const backslash = 0x5c;
const jsonStarts = new Set([0x7b, 0x5b, 0x22]);
const unescaper = new JsonUnescaper();

/**
 * What a search compares instead of the raw bytes, as UTF-8: escapes of JSON undone (also those of JSON inside a JSON
 * string, one level), letters folded by Unicode. null where an ASCII-case-insensitive LIKE over the raw bytes finds the
 * same, which is the usual case and costs nothing to store.
 */
export function searchBytes(raw: Buffer): Buffer | null {
  const hasEscapes = raw.indexOf(backslash) >= 0 && looksLikeJson(raw);
  const source = hasEscapes ? unescaper.unescape(raw) : raw;
  const isChanged = source.length !== raw.length;
  if (isAscii(source)) {
    return withoutNul(source, isChanged);
  }
  if (!isUtf8(source)) {
    return null;
  }
  const text = source.toString('utf8');
  return isFolded(text) ? withoutNul(source, isChanged) : withoutNul(Buffer.from(foldText(text)), true);
}

/** SQLite ends a text at U+0000, and the unescaper's buffer is not ours to keep. */
function withoutNul(bytes: Buffer, isChanged: boolean): Buffer | null {
  const nul = bytes.indexOf(0);
  if (nul < 0) {
    return isChanged ? Buffer.from(bytes) : null;
  }
  const copy = Buffer.from(bytes);
  for (let at = nul; at >= 0; at = copy.indexOf(0, at)) {
    copy[at] = 0x20;
  }
  return copy;
}

/** Starts with an object, array or string, after white space or the digits some protocols put in front. */
function looksLikeJson(raw: Buffer): boolean {
  for (let at = 0; at < raw.length && at < 32; at += 1) {
    const byte = raw[at] as number;
    if (jsonStarts.has(byte)) {
      return true;
    }
    const isSpace = byte === 0x20 || (byte >= 9 && byte <= 13);
    if (!isSpace && (byte < 0x30 || byte > 0x39)) {
      return false;
    }
  }
  return false;
}
