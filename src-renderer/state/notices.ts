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
  /** Said to screen readers, politely. Its turn tells two apart that say the same: both are read out. */
  readonly spoken: { readonly text: string; readonly turn: number };
  /** What was confirmed last; another object each time. */
  readonly confirmed: { readonly text: string };
  /** Said to them at once: something went wrong. */
  readonly alarm: string;
  offerUndo(notice: UndoNotice | null): void;
  say(text: string): void;
  /** Says what a person just did where nothing else on the screen shows it, and shows it for a moment. */
  confirm(text: string): void;
  warn(text: string): void;
  /** Shows and says what went wrong and what to do next. @param error what a call was refused with */
  fail(error: unknown): void;
}

export const useNotices = create<NoticeStore>((set, get) => ({
  undo: null,
  spoken: { text: '', turn: 0 },
  confirmed: { text: '' },
  alarm: '',
  // Said again if it happens again: what is there already is not.
  offerUndo: (undo) => set(undo === null ? { undo, alarm: '' } : { undo }),
  say: (text) => set(({ spoken }) => ({ spoken: { text, turn: spoken.turn + 1 } })),
  confirm: (text) => {
    get().say(text);
    set({ confirmed: { text } });
  },
  warn: (alarm) => set({ alarm }),
  fail: (error) => {
    const text = problemWords(toProblem(error));
    set({ undo: { text, undo: null }, alarm: text });
  },
}));
