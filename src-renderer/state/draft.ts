import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Draft } from '../../src-main/contract/hub';
import { useLayout } from './layout';

interface DraftStore extends Required<Draft> {
  /** '' for the one somebody listens to the channel by. */
  readonly protocol: string;
  readonly asSocketId: string;
  readonly alternates: readonly string[];
  readonly isPrivate: boolean;
  readonly id: string;
  readonly retry: string;
  /** Values for names of one's own in the message, by name. */
  readonly own: Readonly<Record<string, string>>;
  /** Grows whenever the composer was filled from outside, so that it can show what it got. */
  readonly filled: number;
  change(fields: Partial<Draft> & { own?: Readonly<Record<string, string>> }): void;
  fill(fields: Partial<Draft>): void;
}

/** What only some protocols and few messages have. */
const nothingMore = { asSocketId: '', alternates: [] as readonly string[], isPrivate: false, id: '', retry: '' };

/** Longer data is not worth the room it takes in the browser's storage. */
const longestKept = 200_000;

/** The message being composed; outlives the page. */
export const useDraft = create<DraftStore>()(
  persist(
    (set) => ({
      protocol: '',
      app: '',
      channel: '',
      event: '',
      data: '{\n  \n}',
      excludeSocketId: '',
      ...nothingMore,
      own: {},
      filled: 0,
      change: (fields) => set(fields),
      fill: (fields) => set(({ filled }) => ({ protocol: '', ...nothingMore, ...fields, filled: filled + 1 })),
    }),
    {
      name: 'hubbub.draft',
      partialize: ({ data, filled, change, fill, ...kept }) => ({
        ...kept,
        ...(data.length > longestKept ? {} : { data }),
      }),
    },
  ),
);

/** Opens the composer with what is known already: a channel, or a whole message to send again. */
export function compose(fields: Partial<Draft>): void {
  useDraft.getState().fill(fields);
  useLayout.getState().setComposerOpen(true);
}
