/**
 * A script with its comments blanked out and everything else in its place, so that what is found in it stands in the file
 * where it was found. Total, and only as exact as its purpose asks: a regular expression literal that holds a quote ends at
 * the end of its line at the latest, as no string goes on over one.
 */
export function withoutComments(text: string): string {
  let out = '';
  let at = 0;
  const blank = (piece: string) => piece.replaceAll(/[^\n\r]/g, ' ');
  while (at < text.length) {
    const rest2 = text.slice(at, at + 4);
    if (rest2.startsWith('//') && text[at - 1] !== ':') {
      const end = endOf(text, '\n', at);
      out += blank(text.slice(at, end));
      at = end;
    } else if (rest2.startsWith('/*')) {
      const end = Math.min(text.length, endOf(text, '*/', at + 2) + 2);
      out += blank(text.slice(at, end));
      at = end;
    } else if (rest2 === '<!--') {
      const end = Math.min(text.length, endOf(text, '-->', at + 4) + 3);
      out += blank(text.slice(at, end));
      at = end;
    } else if (rest2[0] === "'" || rest2[0] === '"' || rest2[0] === '`') {
      const end = stringEnd(text, at);
      out += text.slice(at, end);
      at = end;
    } else {
      out += text[at];
      at += 1;
    }
  }
  return out;
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end < 0 ? text.length : end;
}

/** Behind the closing quote of the string that begins at `at`; the end of the line for one that is not closed there. */
export function stringEnd(text: string, at: number): number {
  const quote = text[at];
  for (let next = at + 1; next < text.length; next += 1) {
    const character = text[next];
    if (character === '\\') next += 1;
    else if (character === quote) return next + 1;
    else if (character === '\n' && quote !== '`') return next;
  }
  return text.length;
}

/** The first argument of the call whose opening bracket is at `open`, and where the bracket is closed. */
export function firstArgument(text: string, open: number): { readonly source: string; readonly close: number } {
  let depth = 0;
  let end = -1;
  for (let at = open; at < text.length; at += 1) {
    const character = text[at] as string;
    if (character === "'" || character === '"' || character === '`') {
      at = stringEnd(text, at) - 1;
    } else if ('([{'.includes(character)) {
      depth += 1;
    } else if (')]}'.includes(character)) {
      depth -= 1;
      if (depth === 0) return { source: text.slice(open + 1, end < 0 ? at : end), close: at + 1 };
    } else if (character === ',' && depth === 1 && end < 0) {
      end = at;
    }
  }
  return { source: '', close: text.length };
}

/** The text an expression makes, `*` where it puts a value in; null if no part of it is a text. */
export function stringPattern(source: string): string | null {
  let pattern = '';
  let hasText = false;
  let at = 0;
  while (at < source.length) {
    const character = source[at] as string;
    if (character === "'" || character === '"' || character === '`') {
      const end = stringEnd(source, at);
      const inner = source.slice(at + 1, end - 1);
      pattern += unescaped(character === '`' ? inner.replaceAll(/\$\{[^}]*\}/g, '*') : inner);
      hasText = true;
      at = end;
    } else {
      if (!/[\s+()]/.test(character) && !pattern.endsWith('*')) pattern += '*';
      at += 1;
    }
  }
  return hasText ? pattern : null;
}

function unescaped(text: string): string {
  return text.replaceAll(/\\(.)/gs, '$1');
}
