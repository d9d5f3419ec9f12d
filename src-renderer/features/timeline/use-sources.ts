import { useMemo } from 'react';
import { sourcesOfFilter } from '../../../src-main/contract/filter-edit';
import { useScreenTag } from '../../languages/use-words';
import { wordsOf } from '../../languages/words';
import { useHasSources, useSessions } from '../../state/sessions';
import { useTimeline } from '../../state/timeline';

const t = wordsOf('timeline');

/** Whether rows have to say where they were seen: there is more than the hub, and the list is not narrowed to one. */
export function useTellsSources(): boolean {
  const hasSources = useHasSources();
  const isNarrowed = useTimeline(({ appliedFilter }) => sourcesOfFilter(appliedFilter).length === 1);
  return hasSources && !isNarrowed;
}

/** Where an entry was seen, in words: the name of its profile, its id where that is gone. */
export function useSourceName(): (source: string) => string {
  const tag = useScreenTag();
  // A text, so that sessions that only count on change nothing of it.
  const names = useSessions(({ list }) => JSON.stringify(list.map(({ profile: { id, name } }) => [id, name])));
  // biome-ignore lint/correctness/useExhaustiveDependencies: in another language the hub has another name
  return useMemo(() => {
    const byId = new Map(JSON.parse(names) as [string, string][]);
    return (source) => (source === '' ? t('hub') : (byId.get(source) ?? source));
  }, [names, tag]);
}
