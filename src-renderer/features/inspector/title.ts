import type { Row } from '../../../src-main/contract/entry';
import { kindWord } from '../../ui/kind-words';

/** What an entry is called: its event as sent, cut into what many share and what is its own; else its kind. */
export function titleOf(row: Row): { prefix: string; name: string } {
  const { event } = row;
  if (event === '' || event.startsWith('pusher:') || event.startsWith('pusher_internal:')) {
    return { prefix: '', name: kindWord(row) };
  }
  const split = event.lastIndexOf('\\') + 1;
  return split === event.length
    ? { prefix: '', name: event }
    : { prefix: event.slice(0, split), name: event.slice(split) };
}
