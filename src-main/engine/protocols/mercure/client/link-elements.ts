import type { Link } from './link-header';

/** Whose content is a text up to its end tag, whatever looks like a tag in it (HTML Standard, 13.2.5; scripts are not run). */
const textElements = new Set(['script', 'style', 'textarea', 'title', 'noscript', 'template', 'xmp', 'iframe']);

interface DocumentLinks {
  readonly links: readonly Link[];
  /** Of `<base href>`, against which addresses are resolved; ''. */
  readonly base: string;
}

/**
 * The `<link>` elements of an HTML or XML document (Atom's too), their attributes as parameters. Comments, scripts and the like
 * hold none. Linear, and total: what is broken ends the list.
 */
export function linkElements(text: string): DocumentLinks {
  const lower = text.replace(/[A-Z]+/g, (letters) => letters.toLowerCase());
  const links: Link[] = [];
  let base = '';
  let at = 0;
  const pass = (end: string, from: number) => {
    const found = lower.indexOf(end, from);
    at = found < 0 ? text.length : found + end.length;
  };
  while (at < text.length) {
    const open = text.indexOf('<', at);
    if (open < 0) break;
    if (text.startsWith('<!--', open)) pass('-->', open + 4);
    else if (text.startsWith('<![CDATA[', open)) pass(']]>', open + 9);
    else if (!/[a-z]/.test(lower[open + 1] ?? '')) at = open + 1;
    else {
      const tag = readTag(text, lower, open + 1);
      at = tag.end;
      const href = tag.attributes.get('href') ?? '';
      if (/^(?:\w+:)?link$/.test(tag.name)) links.push({ target: href.trim(), params: tag.attributes });
      else if (tag.name === 'base') base ||= href.trim();
      else if (textElements.has(tag.name) && !tag.isClosed) pass(`</${tag.name}`, at);
    }
  }
  return { links, base };
}

const space = ' \t\r\n\f';

/** A start tag, from the first letter of its name to behind its ">". Names in lower case; of two attributes the first counts. */
function readTag(text: string, lower: string, from: number) {
  const attributes = new Map<string, string>();
  let at = from;
  const until = (ends: string) => {
    const start = at;
    while (at < text.length && !ends.includes(text[at] as string)) at += 1;
    return [start, at] as const;
  };
  const skip = (set: string) => {
    while (at < text.length && set.includes(text[at] as string)) at += 1;
  };
  const name = lower.slice(...until(`${space}/>`));
  for (;;) {
    skip(`${space}/`);
    if (at >= text.length || text[at] === '>') break;
    const start = at;
    // A "=" where a name should begin is the first letter of one.
    at += 1;
    const attribute = lower.slice(start, until(`${space}/>=`)[1]);
    skip(space);
    let value = '';
    if (text[at] === '=') {
      at += 1;
      skip(space);
      const quote = text[at];
      if (quote === '"' || quote === "'") {
        at += 1;
        value = text.slice(...until(quote));
        at += 1;
      } else value = text.slice(...until(`${space}>`));
    }
    if (!attributes.has(attribute)) attributes.set(attribute, decoded(value));
  }
  return { name, attributes, isClosed: text[at - 1] === '/', end: at + 1 };
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** Character references: those an address needs, and all that are numbers. */
function decoded(value: string): string {
  return value.replace(/&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(amp|lt|gt|quot|apos));/gi, (whole, hex, decimal, name) => {
    if (name !== undefined) return named[String(name).toLowerCase()] ?? whole;
    const code = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
    return code > 0 && code <= 0x10_ffff ? String.fromCodePoint(code) : whole;
  });
}
