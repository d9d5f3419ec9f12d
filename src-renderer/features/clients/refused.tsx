import { Ban } from 'lucide-react';
import { type KeyboardEvent, useId, useRef } from 'react';
import { formatClock, formatIsoInstant } from '../../format/instant';
import { visibleText } from '../../format/visible-text';
import { said } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { useClients } from '../../state/clients';
import { regionRef } from '../../state/regions';
import { Icon } from '../../ui/icon';
import { Badge } from '../../ui/tag';
import type { AttemptGroup } from './attempt-groups';
import styles from './refused.module.css';

/** Attempts that never became a client, each with its reason. */
export function Refused({ groups, onType }: { groups: readonly AttemptGroup[]; onType: (text: string) => void }) {
  const say = useWords('clients');
  const { attempt, selectAttempt } = useClients();
  const prefix = useId();
  const element = useRef<HTMLDivElement | null>(null);
  const selected = groups.findIndex(({ entry }) => entry.row.seq === attempt);
  const now = Math.max(0, selected);
  const goTo = (index: number) => {
    const at = Math.max(0, Math.min(groups.length - 1, index));
    selectAttempt(groups[at]?.entry.row.seq ?? null);
    element.current?.children[at]?.scrollIntoView({ block: 'nearest' });
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const targets: Readonly<Record<string, number>> = {
      ArrowDown: selected === -1 ? 0 : now + 1,
      ArrowUp: now - 1,
      Home: 0,
      End: groups.length - 1,
      Enter: now,
      ' ': now,
    };
    const target = targets[event.key];
    if (target === undefined && event.key !== 'Escape' && event.key.length !== 1) return;
    event.preventDefault();
    if (target !== undefined) goTo(target);
    else if (event.key === 'Escape') selectAttempt(null);
    else onType(event.key === '/' ? '' : event.key);
  };
  return (
    <div
      role="listbox"
      aria-label={say('refusedTitle')}
      aria-activedescendant={selected === -1 ? undefined : `${prefix}${selected}`}
      className={styles.attempts}
      tabIndex={0}
      ref={(node) => {
        element.current = node;
        regionRef('client-list')(node);
      }}
      onKeyDown={onKeyDown}
    >
      {groups.map(({ entry: { row }, count, reason, from }, index) => (
        // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys
        <div
          role="option"
          key={row.seq}
          id={`${prefix}${index}`}
          aria-selected={index === selected}
          className={styles.attempt}
          onClick={() => goTo(index)}
        >
          <span className={styles.turned} title={formatIsoInstant(row.atMs)}>
            <Icon of={Ban} size={14} />
            {say('refusedAt', { time: formatClock(row.atMs) })}
          </span>
          <span className={styles.reason} title={said(reason)}>
            {visibleText(said(reason))}
          </span>
          <span className={styles.from} title={from}>
            {visibleText(hostOf(from))} {row.code ?? ''}
          </span>
          {count > 1 && <Badge title={say('times', { count })}>×{count}</Badge>}
        </div>
      ))}
    </div>
  );
}

function hostOf(from: string): string {
  return from.replace(/^https?:\/\//, '');
}
