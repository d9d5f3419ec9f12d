import { limits } from '../../../src-main/contract/limits';
import { useRefreshedCall } from '../../engine/refreshed-call';
import { equalLifetimes } from '../../format/equal-lifetimes';
import { useWords } from '../../languages/use-words';
import styles from './equal-lifetimes.module.css';

const refreshMs = 5_000;
const lately = {
  group: 'closed',
  find: '',
  sort: 'recent',
  isDescending: true,
  from: 0,
  count: limits.connectionRows,
} as const;

/** Those that closed lately and lived equally long were ended by something that counts the seconds. */
export function EqualLifetimesLine() {
  const say = useWords('clients');
  const rows = useRefreshedCall('connection.list', lately, refreshMs)?.rows ?? [];
  const lived = rows.flatMap(({ openedAtMs, closed }) => (closed === null ? [] : [closed.atMs - openedAtMs]));
  const equal = equalLifetimes(lived);
  if (equal === null) return null;
  const seconds = (ms: number) => (ms / 1_000).toFixed(1);
  const values = {
    equal: equal.count,
    of: lived.length,
    seconds: seconds(equal.aboutMs),
    within: seconds(equal.withinMs),
  };
  return (
    <p className={styles.equal} role="note">
      <b>{say('equal.lived', values)}</b> {say('equal.why')}
    </p>
  );
}
