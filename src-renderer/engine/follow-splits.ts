import { parseJson } from '../../src-main/contract/json-text';
import { useLayout } from '../state/layout';
import type { EngineClient } from './engine-client';
import { pageDocuments } from './use-document';

type Sizes = Readonly<Record<string, Readonly<Record<string, number>>>>;

/**
 * Keeps how a person split the views in the document `layout`, where both hosts and every window find it. The page itself
 * remembers it only so that it starts as it was left.
 */
export function followSplits(engine: EngineClient): void {
  const documents = pageDocuments(engine);
  let taken: Sizes | null = null;
  const stored = () => {
    const json = documents.json('layout');
    const value = json == null ? null : parseJson(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : {};
  };
  documents.onChange('layout', () => {
    const sizes = parseSplits(stored().splits);
    if (sizes === null || JSON.stringify(sizes) === JSON.stringify(useLayout.getState().sizes)) return;
    taken = sizes;
    useLayout.setState({ sizes });
  });
  useLayout.subscribe(({ sizes }, before) => {
    // Before it was read it is not known what else the document holds.
    if (sizes === before.sizes || sizes === taken || documents.json('layout') === undefined) return;
    documents.write('layout', JSON.stringify({ ...stored(), splits: sizes }));
  });
}

/** Percent by panel, by the name of the split; null for what is none. */
export function parseSplits(value: unknown): Sizes | null {
  if (typeof value !== 'object' || value === null) return null;
  const isLayout = (one: unknown): one is Record<string, number> =>
    typeof one === 'object' &&
    one !== null &&
    Object.values(one).every((share) => typeof share === 'number' && share >= 0 && share <= 100);
  return Object.fromEntries(
    Object.entries(value).filter((entry): entry is [string, Record<string, number>] => isLayout(entry[1])),
  );
}
