import type { FilterProblem, ParsedFilter } from '../../../../src-main/contract/filter-text';
import { Tag } from '../../../ui/tag';
import styles from './filter.module.css';
import { partsOf } from './filter-parts';

/** The filter's text behind the field, letter for letter where the field has it. */
export function Backdrop({
  text,
  parsed,
  faults,
  scrolled,
  isShort,
}: {
  text: string;
  parsed: ParsedFilter;
  faults: readonly FilterProblem[];
  /** px the field is scrolled. */
  scrolled: number;
  /** Where there is little room: the first token, and how many more there are. */
  isShort: boolean;
}) {
  const [first] = parsed.tokens;
  const more = isShort ? parsed.tokens.length - 1 : 0;
  const shown = more > 0 && first !== undefined ? text.slice(first.start, first.end) : text;
  const start = more > 0 ? (first?.start ?? 0) : 0;
  const known = parsed.tokens.filter(({ end }) => end <= start + shown.length);
  const parts = partsOf(shown, {
    ...parsed,
    tokens: start === 0 ? known : known.map((token) => moved(token, start)),
    problems: faults.map((problem) => moved(problem, start)),
  });
  return (
    <span aria-hidden="true" className={styles.backdrop} data-short={more > 0 || undefined}>
      <span style={{ transform: `translateX(${-scrolled}px)` }}>
        {parts.map((part, index) => (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a part is what stands at this place
            key={index}
            data-look={part.look}
            data-edge={part.edge}
            data-faulty={part.isFaulty || undefined}
          >
            {part.text}
          </span>
        ))}
      </span>
      {more > 0 && <Tag>+{more}</Tag>}
    </span>
  );
}

function moved<T extends { readonly start: number; readonly end: number }>(one: T, by: number): T {
  const valueStart = 'valueStart' in one ? { valueStart: Number(one.valueStart) - by } : {};
  return { ...one, start: one.start - by, end: one.end - by, ...valueStart };
}
