import { create } from 'zustand';
import { toProblem } from '../../src-main/contract/problem';
import { problemWords } from '../languages/said';

/** Something just done that can be taken back, or that failed: shown on the verdict line for a while. */
export interface UndoNotice {
  readonly text: string;
  /** null: it failed, and there is nothing to take back. */
  readonly undo: (() => void) | null;
}

interface NoticeStore {
  readonly undo: UndoNotice | null;
  /** Said to screen readers, politely. */
  readonly spoken: string;
  offerUndo(notice: UndoNotice | null): void;
  say(text: string): void;
  /** Shows and says what went wrong and what to do next. @param error what a call was refused with */
  fail(error: unknown): void;
}

export const useNotices = create<NoticeStore>((set) => ({
  undo: null,
  spoken: '',
  offerUndo: (undo) => set({ undo }),
  say: (spoken) => set({ spoken }),
  fail: (error) => {
    const text = problemWords(toProblem(error));
    set({ undo: { text, undo: null }, spoken: text });
  },
}));
