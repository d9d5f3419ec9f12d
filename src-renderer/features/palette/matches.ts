/** Where the words of a query stand in a text, in order and without overlap; null if one of them does not. */
export function matchesIn(text: string, query: string): readonly (readonly [from: number, to: number])[] | null {
  const lower = text.toLocaleLowerCase();
  const found: [number, number][] = [];
  for (const word of query.toLocaleLowerCase().split(/\s+/)) {
    if (word === '') continue;
    const at = lower.indexOf(word);
    if (at === -1) return null;
    found.push([at, at + word.length]);
  }
  found.sort(([one], [other]) => one - other);
  return found.filter(([from], at) => at === 0 || from >= (found[at - 1]?.[1] ?? 0));
}

/** What a query asks for: a sign in front narrows it to one kind of thing. */
export function readQuery(typed: string): { only: 'actions' | 'channels' | null; query: string } {
  const sign = typed.trimStart().charAt(0);
  if (sign === '>') return { only: 'actions', query: typed.trimStart().slice(1).trim() };
  if (sign === '#') return { only: 'channels', query: typed.trimStart().slice(1).trim() };
  return { only: null, query: typed.trim() };
}
