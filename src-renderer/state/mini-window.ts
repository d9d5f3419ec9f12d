import { create } from 'zustand';

/** Opens the small window that stays above all others; null where the host has no such window. */
export const useMiniWindow = create<{ readonly open: (() => void) | null }>(() => ({ open: null }));
