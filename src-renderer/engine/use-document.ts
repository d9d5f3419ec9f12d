import { useCallback, useMemo, useSyncExternalStore } from 'react';
import type { DocumentName } from '../../src-main/contract/documents';
import { parseJson } from '../../src-main/contract/json-text';
import { PageDocuments } from './documents';
import type { EngineClient } from './engine-client';
import { useEngine } from './hooks';

const documentsOf = new WeakMap<EngineClient, PageDocuments>();

/** One for the page: everything that shows a document shows the same. */
export function pageDocuments(engine: EngineClient): PageDocuments {
  const documents = documentsOf.get(engine) ?? new PageDocuments(engine);
  documentsOf.set(engine, documents);
  return documents;
}

/**
 * A document of the engine as a value, and how to write it. `parse` makes the value of what was stored and must be total
 * and stable; it gets null for a document that was never written or is no JSON. undefined until the engine was asked.
 */
export function useDocument<T>(
  name: DocumentName,
  parse: (stored: unknown) => T,
): readonly [T | undefined, (value: T) => void] {
  const documents = pageDocuments(useEngine());
  const listen = useCallback((listener: () => void) => documents.onChange(name, listener), [documents, name]);
  const json = useSyncExternalStore(listen, () => documents.json(name));
  const value = useMemo(
    () => (json === undefined ? undefined : parse(json === null ? null : (parseJson(json) ?? null))),
    [json, parse],
  );
  const write = useCallback((next: T) => documents.write(name, JSON.stringify(next)), [documents, name]);
  return [value, write];
}
