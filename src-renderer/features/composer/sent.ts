import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { SendResult } from '../../../src-main/contract/hub';
import type { Seq } from '../../../src-main/contract/ids';
import { formatExactBytes } from '../../format/bytes';
import { said } from '../../languages/said';
import { wordsOf } from '../../languages/words';

const t = wordsOf('composer');

/** What became of a run of messages so far, their receipts summed. */
export interface RunSums {
  readonly sent: number;
  readonly total: number;
  readonly matched: number;
  readonly excluded: number;
  readonly refused: number;
}

/** What a session's server told of a message that was sent to it. */
export interface ToldResult {
  readonly ok: true;
  readonly publish: Seq;
  readonly words: string;
}

/** A message that was handed to the hub or a session, or a run of them, and the newest answer. */
export interface Sent {
  readonly id: number;
  readonly atMs: number;
  readonly channel: string;
  readonly event: string;
  readonly bytes: number;
  readonly result: SendResult | ToldResult;
  /** Name of the profile it went to; absent: the hub. */
  readonly to?: string;
  readonly run?: RunSums;
}

const kept = 50;

interface SentStore {
  /** The newest first. */
  readonly list: readonly Sent[];
  /** Returns its id. */
  add(sent: Omit<Sent, 'id'>): number;
  update(id: number, change: Pick<Sent, 'result' | 'run'>): void;
}

/** What was sent from this page; outlives its reload, as the entries do. */
export const useSent = create<SentStore>()(
  persist(
    (set, get) => ({
      list: [],
      add(sent) {
        const id = (get().list[0]?.id ?? 0) + 1;
        set(({ list }) => ({ list: [{ ...sent, id }, ...list].slice(0, kept) }));
        return id;
      },
      update: (id, change) =>
        set(({ list }) => ({ list: list.map((sent) => (sent.id === id ? { ...sent, ...change } : sent)) })),
    }),
    { name: 'hubbub.sent', storage: createJSONStorage(() => sessionStorage), partialize: ({ list }) => ({ list }) },
  ),
);

export interface ReceiptWords {
  readonly tone: 'ok' | 'warn' | 'refused';
  readonly text: string;
}

/** The receipt in a few words. `limit`: largest data in bytes, null if there is none. */
export function receiptWords({ result, bytes, run }: Sent, limit: number | null): ReceiptWords {
  if (run !== undefined) return runWords(run);
  if (!result.ok) {
    const isOver = limit !== null && bytes > limit;
    const text = isOver ? t('receipt.refusedSize', { size: formatExactBytes(bytes) }) : t('receipt.refused');
    return { tone: 'refused', text };
  }
  if ('words' in result) return { tone: 'ok', text: said(result.words) };
  const { matched, excluded } = result;
  if (matched === 0) return { tone: 'warn', text: t('receipt.zero') };
  const counts = { reached: matched - excluded, matched, excluded };
  const text = excluded > 0 ? t('receipt.reachedExcluded', counts) : t('receipt.reached', counts);
  return { tone: matched === excluded ? 'warn' : 'ok', text };
}

/** "×10 · 20 of 30", "×3 of 10 · 1 refused". */
function runWords({ sent, total, matched, excluded, refused }: RunSums): ReceiptWords {
  const times = sent === total ? t('receipt.times', { sent }) : t('receipt.timesOf', { sent, total });
  if (refused > 0) return { tone: 'refused', text: t('receipt.runRefused', { times, refused }) };
  if (matched === 0) return { tone: 'warn', text: t('receipt.runZero', { times }) };
  const text = t('receipt.runReached', { times, reached: matched - excluded, matched });
  return { tone: matched === excluded ? 'warn' : 'ok', text };
}
