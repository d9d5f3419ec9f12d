import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Draft } from '../../src-main/contract/hub';
import { useLayout } from './layout';

interface DraftStore extends Draft {
  /** Grows whenever the composer was filled from outside, so that it can show what it got. */
  readonly filled: number;
  change(fields: Partial<Draft>): void;
  fill(fields: Partial<Draft>): void;
}

/** Longer data is not worth the room it takes in the browser's storage. */
const longestKept = 200_000;

/** The message being composed; outlives the page. */
export const useDraft = create<DraftStore>()(
  persist(
    (set) => ({
      app: '',
      channel: '',
      event: '',
      data: '{\n  \n}',
      excludeSocketId: '',
      filled: 0,
      change: (fields) => set(fields),
      fill: (fields) => set(({ filled }) => ({ ...fields, filled: filled + 1 })),
    }),
    {
      name: 'hubbub.draft',
      partialize: ({ app, channel, event, data, excludeSocketId }) => ({
        app,
        channel,
        event,
        excludeSocketId,
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
