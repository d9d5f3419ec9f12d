import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import type { Draft } from '../../src-main/contract/hub';
import type { FieldValue, ProfileId } from '../../src-main/contract/profile';
import { useLayout } from './layout';

interface DraftStore extends Required<Draft> {
  /** '' for the one somebody listens to the channel by. */
  readonly protocol: string;
  readonly asSocketId: string;
  readonly alternates: readonly string[];
  readonly isPrivate: boolean;
  readonly id: string;
  readonly retry: string;
  /** Where it goes: the id of a profile, '' for the hub. */
  readonly to: ProfileId;
  /** Values of a session's own fields, by profile and field. */
  readonly ofSessions: Readonly<Record<ProfileId, Readonly<Record<string, FieldValue>>>>;
  /** Values for names of one's own in the message, by name. */
  readonly own: Readonly<Record<string, string>>;
  /** It came over the wire as it is: what looks like a place to be filled was sent like that. */
  readonly isLiteral: boolean;
  /** Grows whenever the composer was filled from outside, so that it can show what it got. */
  readonly filled: number;
  change(
    fields: Partial<Draft> & { to?: ProfileId; own?: Readonly<Record<string, string>>; isLiteral?: boolean },
  ): void;
  changeOf(profile: ProfileId, values: Readonly<Record<string, FieldValue>>): void;
  fill(fields: Partial<Draft> & { to?: ProfileId; isLiteral?: boolean }): void;
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
      to: '',
      ofSessions: {},
      own: {},
      isLiteral: false,
      filled: 0,
      change: (fields) => set(fields),
      changeOf: (profile, values) =>
        set(({ ofSessions }) => ({
          ofSessions: { ...ofSessions, [profile]: { ...ofSessions[profile], ...values } },
        })),
      fill: (fields) =>
        set(({ filled }) => ({
          protocol: '',
          to: '',
          ...nothingMore,
          isLiteral: false,
          ...fields,
          filled: filled + 1,
        })),
    }),
    {
      name: 'hubbub.draft',
      partialize: ({ data, filled, ofSessions, change, changeOf, fill, ...kept }) => ({
        ...kept,
        ...(data.length > longestKept ? {} : { data }),
      }),
    },
  ),
);

/** Opens the composer for a message to a session. */
export function composeTo(to: ProfileId, fields: Partial<Draft> & { isLiteral?: boolean }): void {
  useDraft.getState().fill({ ...fields, to });
  useLayout.getState().setComposerOpen(true);
}

/** Opens the composer with a message that was seen, to go where it was seen: {{now}} in it stays {{now}}. `source`: as of its entry. */
export function composeAgain(source: ProfileId, draft: Draft): void {
  const { channel, event, data } = draft;
  if (source === '') compose({ ...draft, isLiteral: true });
  else composeTo(source, { channel, event, data, isLiteral: true });
}

/** Opens the composer with what is known already: a channel, or a whole message to send again. */
export function compose(fields: Partial<Draft> & { isLiteral?: boolean }): void {
  useDraft.getState().fill(fields);
  useLayout.getState().setComposerOpen(true);
}
