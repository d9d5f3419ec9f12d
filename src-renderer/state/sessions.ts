import { create } from 'zustand';
import type { ProfileId } from '../../src-main/contract/profile';
import type { SessionState } from '../../src-main/contract/session';

interface Sessions {
  /** Every profile and how its session is, as the engine told last. */
  readonly list: readonly SessionState[];
  take(list: readonly SessionState[]): void;
  /** The newest of one, from an answer: the list follows a little later. */
  takeOne(session: SessionState): void;
  drop(id: ProfileId): void;
}

/** What watches other servers. */
export const useSessions = create<Sessions>((set) => ({
  list: [],
  take: (list) => set({ list }),
  takeOne: (session) =>
    set(({ list }) => {
      const { id } = session.profile;
      const isKnown = list.some(({ profile }) => profile.id === id);
      return { list: isKnown ? list.map((one) => (one.profile.id === id ? session : one)) : [...list, session] };
    }),
  drop: (id) => set(({ list }) => ({ list: list.filter(({ profile }) => profile.id !== id) })),
}));

/** The session of a profile; null if there is none (any more). */
export function useSession(id: ProfileId | null): SessionState | null {
  return useSessions(({ list }) => list.find(({ profile }) => profile.id === id) ?? null);
}

/** True if something besides the hub can be seen: entries are then told apart by where they were seen. */
export function useHasSources(): boolean {
  return useSessions(({ list }) => list.length > 0);
}
