import type { ChannelKind } from '../../../src-main/contract/hub';
import type { ProfileId } from '../../../src-main/contract/profile';
import type { FoundChannel, SessionChannel, SessionMember, SessionState } from '../../../src-main/contract/session';
import { kindOfName } from '../../ui/channel-kind';

/** A line of the tree that a session has: itself, a channel it watches, a user on one, a channel that could be watched. */
export type SessionItem =
  | { readonly kind: 'session'; readonly id: string; readonly session: SessionState; readonly isOpen: boolean | null }
  | {
      readonly kind: 'watched';
      readonly id: string;
      readonly profile: ProfileId;
      readonly channel: SessionChannel;
      readonly channelKind: ChannelKind;
      /** null: there is nothing to open. */
      readonly isOpen: boolean | null;
    }
  | { readonly kind: 'watchedMember'; readonly id: string; readonly member: SessionMember }
  | { readonly kind: 'found'; readonly id: string; readonly profile: ProfileId; readonly found: FoundChannel };

const names = new Intl.Collator('en', { numeric: true });
const byName = (a: { readonly name: string }, b: { readonly name: string }) => names.compare(a.name, b.name);

/**
 * The lines of a session from top to bottom: itself, the channels it watches, then those the server says are in use and
 * it does not watch. Where something is looked for, a session without it has none.
 */
export function sessionItems(
  session: SessionState,
  {
    find,
    closedSources,
    openChannels,
  }: { find: string; closedSources: ReadonlySet<string>; openChannels: ReadonlySet<string> },
): readonly SessionItem[] {
  const { profile, channels, found } = session;
  const wanted = find.trim().toLowerCase();
  const isWanted = ({ name }: { readonly name: string }) => name.toLowerCase().includes(wanted);
  const watched = new Set(channels.map(({ name }) => name));
  const shown = channels.filter(isWanted).sort(byName);
  const others = (found ?? []).filter((one) => !watched.has(one.name) && isWanted(one)).sort(byName);
  const count = shown.length + others.length;
  if (wanted !== '' && count === 0) return [];
  const id = `session ${profile.id}`;
  const isOpen = count === 0 ? null : !closedSources.has(id);
  const own: SessionItem = { kind: 'session', id, session, isOpen };
  if (isOpen !== true) return [own];
  return [
    own,
    ...shown.flatMap((channel) => watchedItems(profile.id, channel, openChannels)),
    ...others.map((one): SessionItem => {
      return { kind: 'found', id: `${id} found ${one.name}`, profile: profile.id, found: one };
    }),
  ];
}

function watchedItems(
  profile: ProfileId,
  channel: SessionChannel,
  openChannels: ReadonlySet<string>,
): readonly SessionItem[] {
  const id = `session ${profile} channel ${channel.name}`;
  const isOpen = channel.members === null ? null : openChannels.has(id);
  const channelKind = kindOfName(channel.name, channel.members !== null);
  const item: SessionItem = { kind: 'watched', id, profile, channel, channelKind, isOpen };
  if (isOpen !== true) return [item];
  const members = channel.members ?? [];
  return [
    item,
    ...members.map((member): SessionItem => ({ kind: 'watchedMember', id: `${id} ${member.userId}`, member })),
  ];
}
