import { useEffect, useState } from 'react';
import { completeFilter, type FilterChoice, quoteFilterValue } from '../../../../src-main/contract/filter-completion';
import { useEngine } from '../../../engine/hooks';
import { useSessions } from '../../../state/sessions';

/** How long a person has to rest before names are asked of the engine. */
const restMs = 60;
const shownChoices = 12;

export interface Choices {
  /** The part of the text a choice takes the place of. */
  readonly from: number;
  readonly to: number;
  readonly choices: readonly FilterChoice[];
  /** True if a choice ends the word: the next one can begin. */
  readonly endsWord: boolean;
}

/** What completes the filter at the caret: fields and kinds the page knows, names the engine has seen. */
export function useChoices(text: string, caret: number, isWanted: boolean): Choices {
  const engine = useEngine();
  const { from, to, field, prefix, choices } = completeFilter(text, caret);
  const names = field === 'channel' || field === 'event' || field === 'client' ? field : null;
  const asked = isWanted && names !== null ? `${names} ${prefix}` : null;
  const [answer, setAnswer] = useState<{ readonly asked: string; readonly names: readonly string[] } | null>(null);
  useEffect(() => {
    if (asked === null || names === null) return;
    const controller = new AbortController();
    const timer = setTimeout(() => {
      engine.call('name.complete', { field: names, prefix }, controller.signal).then(
        (found) => {
          if (!controller.signal.aborted) setAnswer({ asked, names: found });
        },
        () => {},
      );
    }, restMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [engine, asked, names, prefix]);
  // While the next names are on their way, those of a shorter prefix that still fit stay.
  const known = answer !== null && names !== null && answer.asked.startsWith(`${names} `) ? answer.names : [];
  const fitting = answer?.asked === asked ? known : known.filter((name) => name.startsWith(prefix));
  const sources = useSources(field, prefix);
  const all =
    sources ?? (names === null ? choices : fitting.map((name) => ({ insert: quoteFilterValue(name), hint: '' })));
  const useful = all.filter(({ insert }) => insert !== text.slice(from, to));
  return { from, to, choices: isWanted ? useful.slice(0, shownChoices) : [], endsWord: field !== null };
}

/** The hub and the profiles there are, whose ids a person cannot know; null for another field. */
function useSources(field: string | null, prefix: string): readonly FilterChoice[] | null {
  const list = useSessions(({ list }) => list);
  if (field !== 'source') return null;
  const wanted = prefix.toLowerCase();
  return [
    { insert: 'hub', hint: '' },
    ...list.map(({ profile: { id, name } }) => ({ insert: id, hint: name === id ? '' : name })),
  ].filter(({ insert, hint }) => insert.startsWith(wanted) || hint.toLowerCase().startsWith(wanted));
}
