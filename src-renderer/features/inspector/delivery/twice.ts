import type { Row } from '../../../../src-main/contract/entry';
import type { Twin } from '../../../../src-main/contract/twins';
import { formatCount } from '../../../format/count';
import { formatDuration } from '../../../format/duration';

/** Whether it came twice, and whose doing that is; null before the engine has told. */
export function twiceWords(
  twins: readonly Twin[] | null,
  { kind }: Pick<Row, 'kind'>,
  matched: number,
): { readonly isDouble: boolean; readonly text: string; readonly hint: string } | null {
  const [first] = twins ?? [];
  const last = twins?.at(-1);
  if (twins === null || first === undefined || last === undefined) return null;
  const isClient = kind === 'client';
  if (twins.length > 1) {
    const what = isClient ? 'client events' : 'publishes';
    const text = `${formatCount(twins.length)} ${what} ${formatDuration(last.atMs - first.atMs)} apart, same body`;
    const hint = isClient ? 'The page sent it more than once.' : 'The server fired more than once.';
    return { isDouble: true, text, hint };
  }
  if (matched === 0) return null;
  const text = `1 ${isClient ? 'client event' : 'publish'}, 1 delivery a socket`;
  return { isDouble: false, text, hint: 'A page that hears it twice has two listeners.' };
}
