import type { FilterChoice } from '../../../../src-main/contract/filter-completion';
import { said } from '../../../languages/said';
import { wordsOf } from '../../../languages/words';
import styles from './filter.module.css';

const t = wordsOf('timeline');

export const choiceId = (index: number) => `filter-choice-${index}`;
export const listId = 'filter-choices';

/** What completes the word at the caret. The focus stays in the field. */
export function CompletionList({
  choices,
  active,
  at,
  onChoose,
}: {
  choices: readonly FilterChoice[];
  active: number;
  /** Where the word begins, in characters. */
  at: number;
  onChoose: (choice: FilterChoice) => void;
}) {
  return (
    <div
      role="listbox"
      id={listId}
      aria-label={t('filter.completions')}
      className={styles.choices}
      style={{ left: `clamp(0px, ${at}ch + 24px, 100% - 320px)` }}
    >
      {choices.map((choice, index) => (
        <div
          role="option"
          id={choiceId(index)}
          key={choice.insert}
          aria-selected={index === active}
          className={styles.choice}
          onMouseDown={(event) => {
            // The field would lose the focus.
            event.preventDefault();
            if (event.button === 0) onChoose(choice);
          }}
        >
          <span>{choice.insert}</span>
          {choice.hint !== '' && <i>{said(choice.hint)}</i>}
        </div>
      ))}
    </div>
  );
}
