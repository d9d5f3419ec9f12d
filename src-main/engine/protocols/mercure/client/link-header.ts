/** One link of a `Link` header, RFC 8288. Names of parameters in lower case. */
export interface Link {
  readonly target: string;
  readonly params: ReadonlyMap<string, string>;
}

const headBytes = 16_384;

/** Reads every link of a header, commas and quotes in any place, in linear time. What is broken ends the list. */
export function parseLinks(header: string): readonly Link[] {
  const text = header.slice(0, headBytes);
  const links: Link[] = [];
  let at = 0;
  const skip = (set: string) => {
    while (at < text.length && set.includes(text[at] as string)) at += 1;
  };
  for (;;) {
    skip(' \t,');
    if (text[at] !== '<') return links;
    const end = text.indexOf('>', at);
    if (end < 0) return links;
    const target = text.slice(at + 1, end).trim();
    const params = new Map<string, string>();
    at = end + 1;
    for (;;) {
      skip(' \t');
      if (text[at] !== ';') break;
      at += 1;
      skip(' \t');
      const nameFrom = at;
      while (at < text.length && !'=;, \t'.includes(text[at] as string)) at += 1;
      const name = text.slice(nameFrom, at).toLowerCase();
      skip(' \t');
      let value = '';
      if (text[at] === '=') {
        at += 1;
        skip(' \t');
        [value, at] = text[at] === '"' ? quoted(text, at) : token(text, at);
      }
      // The first of two parameters with one name counts (section 3).
      if (name !== '' && !params.has(name)) params.set(name, value);
    }
    links.push({ target, params });
  }
}

function quoted(text: string, from: number): [string, number] {
  let value = '';
  let at = from + 1;
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\') at += 1;
    value += text[at] ?? '';
    at += 1;
  }
  return [value, at + 1];
}

function token(text: string, from: number): [string, number] {
  let at = from;
  while (at < text.length && !';, \t'.includes(text[at] as string)) at += 1;
  return [text.slice(from, at), at];
}

/** Whether a link has a relation among those it names. */
export function hasRelation({ params }: Link, relation: string): boolean {
  return (params.get('rel') ?? '').toLowerCase().split(/\s+/).includes(relation);
}
