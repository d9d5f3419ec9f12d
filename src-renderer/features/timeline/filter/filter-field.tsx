import { ListFilter, X } from 'lucide-react';
import { type KeyboardEvent, useEffect, useLayoutEffect, useRef, useState } from 'react';
import type { FilterChoice } from '../../../../src-main/contract/filter-completion';
import { parseFilter } from '../../../../src-main/contract/filter-text';
import type { Problem } from '../../../../src-main/contract/problem';
import { problemWords } from '../../../languages/said';
import { wordsOf } from '../../../languages/words';
import { focusRegion, regionRef } from '../../../state/regions';
import { useTimeline } from '../../../state/timeline';
import { useWidth } from '../../../state/use-width';
import { IconButton } from '../../../ui/button';
import { Icon } from '../../../ui/icon';
import { Backdrop } from './backdrop';
import { CompletionList, choiceId, listId } from './completion-list';
import styles from './filter.module.css';
import { Hits } from './hits';
import { useChoices } from './use-choices';
import { useFaults } from './use-faults';

const t = wordsOf('timeline');

/** A typed filter is applied when the person rests for so long. */
const applyMs = 120;
/** So many letters of a filter fit beside the chips in a narrow window; of a longer one the first token is shown. */
const besideChips = 16;
const faultId = 'filter-fault';

/**
 * The filter as text. The field is an ordinary one, so that caret, selection and undo are what everybody knows; its
 * letters are not seen, and the same text drawn behind them shows the tokens.
 */
export function FilterField({ notes, isComplete }: { notes: readonly Problem[]; isComplete: boolean }) {
  const { filter, typeFilter, applyFilter, setFilter } = useTimeline();
  const width = useWidth();
  const input = useRef<HTMLInputElement | null>(null);
  const [caret, setCaret] = useState<number | null>(null);
  const [isOpen, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const [scrolled, setScrolled] = useState(0);
  const { from, to, choices, endsWord } = useChoices(filter, caret ?? filter.length, isOpen && caret !== null);
  const parsed = parseFilter(filter);
  const faults = useFaults(parsed, filter, caret);
  const [told] = faults.length > 0 ? faults : notes;
  const isListShown = isOpen && choices.length > 0;

  useEffect(() => {
    const timer = setTimeout(applyFilter, filter === '' ? 0 : applyMs);
    return () => clearTimeout(timer);
  }, [filter, applyFilter]);
  // What is typed or moved over may scroll the field; there is no event for it in every browser.
  // To ask lays the whole page out, also at the start, where there is no filter yet and nothing to scroll.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a caret that moves may scroll the field, too
  useLayoutEffect(() => setScrolled(filter === '' ? 0 : (input.current?.scrollLeft ?? 0)), [filter, caret]);

  const choose = ({ insert }: FilterChoice) => {
    const field = input.current as HTMLInputElement;
    const isAtEnd = to === filter.length;
    field.setSelectionRange(from, to);
    // The way that keeps the field's own undo.
    document.execCommand('insertText', false, endsWord && isAtEnd ? `${insert} ` : insert);
    setOpen(true);
    setActive(-1);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const chosen = choices[active === -1 && event.key === 'Tab' ? 0 : active];
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const step = event.key === 'ArrowDown' ? 1 : -1;
      if (!isListShown) setOpen(true);
      setActive(isListShown ? around(active + step, choices.length) : -1);
    } else if (
      isListShown &&
      chosen !== undefined &&
      (event.key === 'Enter' || event.key === 'Tab') &&
      !event.shiftKey
    ) {
      choose(chosen);
    } else if (event.key === 'Enter') {
      applyFilter();
      setOpen(false);
    } else if (event.key === 'Escape') {
      if (isListShown) setOpen(false);
      else focusRegion('timeline');
    } else {
      return;
    }
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className={styles.box}>
      <div className={styles.field} data-faulty={faults.length > 0 || undefined}>
        <Icon of={ListFilter} />
        <span className={styles.text}>
          <Backdrop
            text={filter}
            parsed={parsed}
            faults={faults}
            scrolled={scrolled}
            isShort={(width === 'small' || (width === 'narrow' && filter.length > besideChips)) && caret === null}
          />
          <input
            role="combobox"
            aria-label={t('filter.title')}
            aria-autocomplete="list"
            aria-expanded={isListShown}
            aria-controls={isListShown ? listId : undefined}
            aria-activedescendant={isListShown && active >= 0 ? choiceId(active) : undefined}
            aria-invalid={faults.length > 0}
            aria-describedby={told === undefined ? undefined : faultId}
            placeholder={width === 'wide' ? t('filter.example') : t('filter.title')}
            autoComplete="off"
            autoCapitalize="off"
            spellCheck={false}
            value={filter}
            ref={(element) => {
              input.current = element;
              regionRef('filter')(element);
            }}
            onChange={({ target }) => {
              typeFilter(target.value);
              setCaret(target.selectionStart);
              setOpen(true);
              setActive(-1);
            }}
            onSelect={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
            onFocus={({ currentTarget }) => setCaret(currentTarget.selectionStart)}
            onBlur={() => {
              setCaret(null);
              setOpen(false);
              applyFilter();
            }}
            onScroll={({ currentTarget }) => setScrolled(currentTarget.scrollLeft)}
            onKeyDown={onKeyDown}
          />
        </span>
        <Hits isFaulty={faults.length > 0} isComplete={isComplete} />
        {filter !== '' && <IconButton icon={X} label={t('filter.clear')} onPress={() => setFilter('')} />}
      </div>
      {told !== undefined && (
        <p id={faultId} role="status" className={faults.length > 0 ? styles.fault : styles.note}>
          {problemWords(told)}
        </p>
      )}
      {isListShown && <CompletionList choices={choices} active={active} at={from} onChoose={choose} />}
    </div>
  );
}

/** -1 stands for the field itself. */
function around(index: number, count: number): number {
  return index < -1 ? count - 1 : index >= count ? -1 : index;
}
