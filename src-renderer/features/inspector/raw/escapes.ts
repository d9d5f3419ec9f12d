/** A piece of text, and whether it is an escape of JSON: `\"`, `\u5b9e`. */
export interface EscapePiece {
  readonly text: string;
  readonly isEscape: boolean;
}

const escapes = /(?:\\(?:u[0-9a-fA-F]{4}|["\\/bfnrt]))+/g;
const reach = 8;

/** Text cut into pieces to draw one by one; an escape, or a character of two units, is never cut in two. */
export function drawnPieces(text: string, chars = 2_000): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  while (from < text.length) {
    let to = Math.min(text.length, from + chars);
    if (to < text.length) to = safeEnd(text, to);
    pieces.push(text.slice(from, to));
    from = to;
  }
  return pieces;
}

export function escapePieces(text: string): readonly EscapePiece[] {
  const pieces: EscapePiece[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(escapes)) {
    if (index > from) pieces.push({ text: text.slice(from, index), isEscape: false });
    pieces.push({ text: found, isEscape: true });
    from = index + found.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), isEscape: false });
  return pieces;
}

/** The nearest end at or before `to` with no backslash in the last few characters and no half of a pair; or `to`. */
function safeEnd(text: string, to: number): number {
  const slash = text.slice(to - reach, to).indexOf('\\');
  const end = slash === -1 ? to : to - reach + slash;
  const isHalf = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800;
  return text[end - 1] === '\\' ? to : isHalf ? end - 1 : end;
}
