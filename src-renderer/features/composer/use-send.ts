import { useCallback } from 'react';
import type { Draft, SendResult } from '../../../src-main/contract/hub';
import { type Problem, toProblem } from '../../../src-main/contract/problem';
import type { DraftField } from '../../../src-main/contract/protocol';
import { useEngine } from '../../engine/hooks';
import { useDocument } from '../../engine/use-document';
import { checkJson } from '../../format/check-json';
import { wordsOf } from '../../languages/words';
import { useDraft } from '../../state/draft';
import { useNotices } from '../../state/notices';
import { draftFields, parsePast, withPast } from './library';
import { type RunPlan, run } from './run';
import { receiptWords, useSent } from './sent';
import { fill, masked } from './template';

const t = wordsOf('composer');

const utf8 = new TextEncoder();

/** A draft with its places filled, as message `n` of a run; one that was sent before goes out as it is. */
function filled(draft: Draft, own: Readonly<Record<string, string>>, n: number): Draft {
  if (useDraft.getState().isLiteral) return draftFields(draft);
  const values = { n, now: new Date(), uuid: () => crypto.randomUUID(), random: Math.random, own };
  const isJson = checkJson(masked(draft.data)) === null;
  return {
    ...draftFields(draft),
    channel: fill(draft.channel, values, false),
    alternates: draft.alternates?.map((name) => fill(name, values, false)),
    id: fill(draft.id ?? '', values, false),
    event: fill(draft.event, values, false),
    data: fill(draft.data, values, isJson),
  };
}

/** What its protocol has no field for is not sent: it may be left over from another one. */
function onlyFields(draft: Draft, fields: readonly DraftField[]): Draft {
  const named = Object.fromEntries(fields.map(({ name }) => [name, draft[name]]));
  const { protocol, app, channel, event, data } = draft;
  return { protocol, app, channel, event, data, excludeSocketId: '', ...named };
}

/**
 * Hands a message to the hub, or a run of them; the answer becomes a receipt, and the message one of those that were sent.
 * Resolves with the reason if it was turned down. `limit`: largest data in bytes, null if there is none;
 * `fields`: those of its protocol.
 */
export function useSend(
  limit: number | null,
  fields: readonly DraftField[],
): (draft: Draft, own: Readonly<Record<string, string>>, plan: RunPlan | null) => Promise<Problem | null> {
  const engine = useEngine();
  const say = useNotices(({ say }) => say);
  const [past, writePast] = useDocument('composer-history', parsePast);
  return useCallback(
    async (draft, own, plan) => {
      if (past !== undefined) writePast(withPast(past, draftFields(draft), Date.now()));
      const send = (one: Draft) =>
        engine
          .call('message.send', onlyFields(one, fields))
          .catch((error: unknown): SendResult => ({ ok: false, problem: toProblem(error) }));
      const { add, update } = useSent.getState();
      const sayReceipt = () => {
        const [sent] = useSent.getState().list;
        if (sent !== undefined)
          say(t('receipt.said', { event: sent.event, channel: sent.channel, receipt: receiptWords(sent, limit).text }));
      };
      if (plan === null) {
        const message = filled(draft, own, 1);
        const { channel, event, data } = message;
        const result = await send(message);
        add({ atMs: Date.now(), channel, event, bytes: utf8.encode(data).length, result });
        sayReceipt();
        return result.ok ? null : result.problem;
      }
      let id: number | null = null;
      let problem: Problem | null = null;
      const { channel, event, data } = draft;
      await run(
        plan,
        (n) => filled(draft, own, n),
        send,
        (sums, result) => {
          if (id === null)
            id = add({ atMs: Date.now(), channel, event, bytes: utf8.encode(data).length, result, run: sums });
          else update(id, { result, run: sums });
          if (!result.ok) problem = result.problem;
        },
      );
      sayReceipt();
      return problem;
    },
    [engine, say, limit, fields, past, writePast],
  );
}
