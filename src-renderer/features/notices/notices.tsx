import { useNotices } from '../../state/notices';

/** Advice and what can be taken back, on a line of their own that never covers a row. */
export function Notices() {
  const spoken = useNotices(({ spoken }) => spoken);
  return <div aria-live="polite">{spoken}</div>;
}
