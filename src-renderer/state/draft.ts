import { create } from 'zustand';
import type { Draft } from '../../src-main/contract/hub';
import { useLayout } from './layout';

interface DraftStore extends Draft {
  change(fields: Partial<Draft>): void;
}

/** The message being composed. */
export const useDraft = create<DraftStore>((set) => ({
  app: '',
  channel: '',
  event: '',
  data: '{\n  \n}',
  excludeSocketId: '',
  change: (fields) => set(fields),
}));

/** Opens the composer with what is known already: a channel, or a whole message to send again. */
export function compose(fields: Partial<Draft>): void {
  useDraft.getState().change(fields);
  useLayout.getState().setComposerOpen(true);
}
