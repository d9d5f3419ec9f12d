import { useCallback } from 'react';
import type { Draft, SendResult } from '../../../src-main/contract/hub';
import { type Problem, toProblem } from '../../../src-main/contract/problem';
import { useEngine } from '../../engine/hooks';
import { useNotices } from '../../state/notices';
import { receiptWords, useSent } from './sent';

/** Hands a message to the hub; the answer becomes a receipt. Resolves with the reason if it was turned down. `limit`: largest data in bytes, null if there is none. */
export function useSend(limit: number | null): (draft: Draft, bytes: number) => Promise<Problem | null> {
  const engine = useEngine();
  const add = useSent(({ add }) => add);
  const say = useNotices(({ say }) => say);
  return useCallback(
    async ({ app, channel, event, data, excludeSocketId }, bytes) => {
      const result = await engine
        .call('message.send', { app, channel, event, data, excludeSocketId })
        .catch((error: unknown): SendResult => ({ ok: false, problem: toProblem(error) }));
      add({ atMs: Date.now(), channel, event, bytes, result });
      const [sent] = useSent.getState().list;
      if (sent !== undefined) say(`${event} to ${channel}: ${receiptWords(sent, limit).text}`);
      return result.ok ? null : result.problem;
    },
    [engine, add, say, limit],
  );
}
