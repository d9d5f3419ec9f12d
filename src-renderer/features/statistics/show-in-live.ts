import { quoteFilterValue } from '../../../src-main/contract/filter-completion';
import { withSpan } from '../../../src-main/contract/filter-edit';
import { formatIsoInstant } from '../../format/instant';
import { useTimeline } from '../../state/timeline';
import { showView } from '../../state/views';
import type { Mark } from './statistics-state';

/** Narrows Live to one name, whatever it showed before. */
export function showInLive(field: 'channel' | 'event' | 'client', value: string): void {
  useTimeline.getState().setFilter(`${field}:${quoteFilterValue(value)}`);
  showView('live');
}

/** Narrows Live to a span; what else its filter says stays. */
export function showSpanInLive({ fromMs, toMs }: Mark): void {
  const { filter, setFilter } = useTimeline.getState();
  const text = (ms: number) => formatIsoInstant(ms).replace(/\.\d+/, '');
  setFilter(withSpan(filter, text(fromMs), text(toMs)));
  showView('live');
}
