import { create } from 'zustand';
import type { Problem } from '../../src-main/contract/problem';

/** Why the engine runs no more, and is not started again until a person says so; null while there is nothing to be said. */
export const useEngineFailure = create<{ readonly problem: Problem | null }>(() => ({ problem: null }));
