import { create } from 'zustand';
import { createJSONStorage, persist } from 'zustand/middleware';
import type { SendResult } from '../../../src-main/contract/hub';
import { formatExactBytes } from '../../format/bytes';

/** A message that was handed to the hub, and the hub's answer. */
export interface Sent {
  readonly id: number;
  readonly atMs: number;
  readonly channel: string;
  readonly event: string;
  readonly bytes: number;
  readonly result: SendResult;
}

const kept = 50;

interface SentStore {
  /** The newest first. */
  readonly list: readonly Sent[];
  add(sent: Omit<Sent, 'id'>): void;
}

/** What was sent from this page; outlives its reload, as the entries do. */
export const useSent = create<SentStore>()(
  persist(
    (set) => ({
      list: [],
      add: (sent) => set(({ list }) => ({ list: [{ ...sent, id: (list[0]?.id ?? 0) + 1 }, ...list].slice(0, kept) })),
    }),
    { name: 'hubbub.sent', storage: createJSONStorage(() => sessionStorage), partialize: ({ list }) => ({ list }) },
  ),
);

/** The receipt in a few words. `limit`: largest data in bytes, null if there is none. */
export function receiptWords(
  { result, bytes }: Sent,
  limit: number | null,
): { readonly tone: 'ok' | 'warn' | 'refused'; readonly text: string } {
  if (!result.ok) {
    const size = limit !== null && bytes > limit ? `, ${formatExactBytes(bytes)}` : '';
    return { tone: 'refused', text: `Refused${size}` };
  }
  const { matched, excluded } = result;
  if (matched === 0) return { tone: 'warn', text: '0 matched' };
  const left = excluded > 0 ? `, ${excluded} excluded` : '';
  return { tone: matched === excluded ? 'warn' : 'ok', text: `${matched - excluded} of ${matched}${left}` };
}
