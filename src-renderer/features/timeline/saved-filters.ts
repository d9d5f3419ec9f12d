/** A filter a person gave a name. */
export interface SavedFilter {
  readonly name: string;
  readonly filter: string;
}

/** The first nine have a key. */
export const filterKeys = 9;
export const mostFilters = 100;
export const filterNameChars = 60;

export function parseFilters(stored: unknown): readonly SavedFilter[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((one: unknown) => {
    if (typeof one !== 'object' || one === null) return [];
    const { name, filter } = one as { name?: unknown; filter?: unknown };
    return typeof name === 'string' && typeof filter === 'string' && name !== '' ? [{ name, filter }] : [];
  });
}

/** A name is given once and keeps its place, so that its key stays; a new one comes last. */
export function withFilter(list: readonly SavedFilter[], saved: SavedFilter): readonly SavedFilter[] {
  const isKnown = list.some(({ name }) => name === saved.name);
  if (isKnown) return list.map((one) => (one.name === saved.name ? saved : one));
  return list.length < mostFilters ? [...list, saved] : list;
}
