import type { Row } from '../../../../src-main/contract/entry';
import type { Twin } from '../../../../src-main/contract/twins';
import { formatDuration } from '../../../format/duration';
import { wordsOf } from '../../../languages/words';

const t = wordsOf('inspector');

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
    const values = { several: twins.length, span: formatDuration(last.atMs - first.atMs) };
    const text = isClient ? t('twice.events', values) : t('twice.publishes', values);
    const hint = isClient ? t('twice.byPage') : t('twice.byServer');
    return { isDouble: true, text, hint };
  }
  if (matched === 0) return null;
  const text = isClient ? t('twice.onceEvent') : t('twice.once');
  return { isDouble: false, text, hint: t('twice.listeners') };
}
