import { useEffect, useState } from 'react';
import type { Row } from '../../../src-main/contract/entry';
import { useEngine } from '../../engine/hooks';
import { formatExactBytes } from '../../format/bytes';
import { wordsOf } from '../../languages/words';
import { Badge } from '../../ui/tag';
import { dataBytes, limitShare } from './limit-share';

const t = wordsOf('timeline');

/** Rows that rush past are not measured. */
const restMs = 200;

/** How much of the protocol's limit the data of a large message uses; nothing if there is room enough. */
export function LimitBadge({ row, limitBytes }: { row: Row; limitBytes: number }) {
  const engine = useEngine();
  const [bytes, setBytes] = useState<number | null>(null);
  const { seq } = row;
  useEffect(() => {
    const controller = new AbortController();
    const timer = setTimeout(() => {
      engine.call('entry.body', { seq }, controller.signal).then(
        (body) => {
          if (!controller.signal.aborted && body !== null) setBytes(dataBytes(body));
        },
        () => {},
      );
    }, restMs);
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [engine, seq]);
  const share = bytes === null ? '' : limitShare(bytes, limitBytes);
  if (bytes === null || share === '') return null;
  return (
    <Badge tone="warn" title={t('limit', { size: formatExactBytes(bytes), limit: formatExactBytes(limitBytes) })}>
      {share}
    </Badge>
  );
}
