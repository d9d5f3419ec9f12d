import { useEffect, useState } from 'react';
import type { Row } from '../../../src-main/contract/entry';
import type { Receipt } from '../../../src-main/contract/receipt';
import { useEngine, useEngineState } from '../../engine/hooks';

const refreshMs = 1_000;

/** Whether the hub knows what became of an entry: of what another server delivered, only that server does. */
export function hasReceipt(row: Row): boolean {
  return row.source === '' && isMessage(row);
}

/** Whether an entry is a publish, follows from one, or was meant to be one. */
export function isMessage({ kind, action }: Row): boolean {
  return (
    kind === 'publish' ||
    kind === 'deliver' ||
    kind === 'client' ||
    (kind === 'refused' && (action === 'publish' || action === 'client'))
  );
}

/** The receipt of an entry, asked for again while some of it is still buffered; null before the answer and if it has none. */
export function useReceipt(row: Row): Receipt | null {
  const engine = useEngine();
  const state = useEngineState();
  const [answer, setAnswer] = useState<{ of: number; receipt: Receipt | null } | null>(null);
  const { seq } = row;
  const isAsked = hasReceipt(row);
  useEffect(() => {
    if (!isAsked || state !== 'up') return;
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = () => {
      engine.call('entry.receipt', { seq }, controller.signal).then(
        (receipt) => {
          if (controller.signal.aborted) return;
          setAnswer({ of: seq, receipt });
          const isPending = receipt?.channels.some(({ buffered }) => buffered > 0) === true;
          if (isPending) timer = setTimeout(ask, refreshMs);
        },
        () => {},
      );
    };
    ask();
    return () => {
      clearTimeout(timer);
      controller.abort();
    };
  }, [engine, state, seq, isAsked]);
  return isAsked && answer?.of === seq ? answer.receipt : null;
}
