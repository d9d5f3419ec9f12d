import type { Problem } from '../../contract/problem';
import type { SourceParts, SourceSettings } from './source-set';

/** The brokers that feed the hub. */
export interface Sources {
  readonly problems: readonly Problem[];
  close(): Promise<void>;
}

const none: Sources = { problems: [], close: async () => {} };

/** How to start listening to those brokers. What speaks with them is large, and only read if there is one. */
export async function readSources(settings: readonly SourceSettings[]): Promise<(parts: SourceParts) => Sources> {
  if (settings.length === 0) return () => none;
  const { SourceSet } = await import('./source-set');
  return (parts) => new SourceSet(settings, parts);
}
