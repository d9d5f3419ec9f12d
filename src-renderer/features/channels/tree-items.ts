import type { ChannelSummary, Member } from '../../../src-main/contract/hub';
import type { SessionState } from '../../../src-main/contract/session';
import { wordsOf } from '../../languages/words';
import { type SessionItem, sessionItems } from './session-items';

const t = wordsOf('channels');

/** A line of the tree. `id` stays the same as long as the thing is there. */
export type TreeItem =
  | {
      readonly kind: 'source';
      readonly id: string;
      readonly label: string;
      readonly hint: string;
      readonly isOpen: boolean;
    }
  | {
      readonly kind: 'channel';
      readonly id: string;
      readonly channel: ChannelSummary;
      /** null: there is nothing to open. */
      readonly isOpen: boolean | null;
    }
  | { readonly kind: 'member'; readonly id: string; readonly channelId: string; readonly member: Member }
  | SessionItem;

export interface TreeState {
  /** Part of a channel's name; '' for all. */
  readonly find: string;
  readonly closedSources: ReadonlySet<string>;
  readonly openChannels: ReadonlySet<string>;
  /** Members by id of the channel. */
  readonly members: ReadonlyMap<string, readonly Member[]>;
  /** What watches other servers, in the order of the profiles. */
  readonly sessions: readonly SessionState[];
}

const order = { public: 0, private: 1, presence: 2 } as const;
const names = new Intl.Collator('en', { numeric: true });

export function channelId({ app, name }: { app: string; name: string }): string {
  return `channel ${app} ${name}`;
}

/**
 * The lines of the tree from top to bottom: the hub (one line for each app if it has several), its channels by kind and
 * name, the members of those that are open; then the sessions. A channel that emptied keeps its place. Beside sessions
 * the hub has a line even with nothing on it.
 */
export function treeItems(channels: readonly ChannelSummary[], state: TreeState): readonly TreeItem[] {
  const wanted = state.find.trim().toLowerCase();
  const byApp = new Map<string, ChannelSummary[]>();
  for (const channel of channels) {
    if (!channel.name.toLowerCase().includes(wanted)) continue;
    const ofApp = byApp.get(channel.app);
    if (ofApp === undefined) byApp.set(channel.app, [channel]);
    else ofApp.push(channel);
  }
  const apps = [...byApp].sort(([a], [b]) => names.compare(a, b));
  if (apps.length === 0 && wanted === '' && state.sessions.length > 0) apps.push(['', []]);
  const ofHub = apps.flatMap(([app, ofApp]): readonly TreeItem[] => {
    const id = `source ${app}`;
    const isOpen = !state.closedSources.has(id);
    const source: TreeItem = {
      kind: 'source',
      id,
      label: t('hub'),
      hint: apps.length > 1 ? t('app', { app }) : '',
      isOpen,
    };
    if (!isOpen) return [source];
    ofApp.sort((a, b) => order[a.kind] - order[b.kind] || names.compare(a.name, b.name));
    return [source, ...ofApp.flatMap((channel) => channelItems(channel, state))];
  });
  return [...ofHub, ...state.sessions.flatMap((session) => sessionItems(session, state))];
}

/** Whether a line is open; null: there is nothing to open. */
export function isOpenOf(item: TreeItem): boolean | null {
  return 'isOpen' in item ? item.isOpen : null;
}

function channelItems(channel: ChannelSummary, { openChannels, members }: TreeState): readonly TreeItem[] {
  const id = channelId(channel);
  const isOpen = channel.kind === 'presence' ? openChannels.has(id) : null;
  const item: TreeItem = { kind: 'channel', id, channel, isOpen };
  if (isOpen !== true) return [item];
  const ofChannel = members.get(id) ?? [];
  return [
    item,
    ...ofChannel.map((member): TreeItem => ({ kind: 'member', id: `${id} ${member.userId}`, channelId: id, member })),
  ];
}

/** 1 for a source, 2 for a channel, 3 for a member. */
export function levelOf(item: TreeItem): number {
  return { source: 1, session: 1, channel: 2, watched: 2, found: 2, member: 3, watchedMember: 3 }[item.kind];
}

/** Index of the line that holds the one at `index`; itself at the top. */
export function parentOf(items: readonly TreeItem[], index: number): number {
  const item = items[index];
  if (item === undefined) return index;
  for (let at = index - 1; at >= 0; at -= 1) {
    const above = items[at];
    if (above !== undefined && levelOf(above) < levelOf(item)) return at;
  }
  return index;
}

/** True if a word of the filter, which may hold *, means this name. Case does not matter, as in the filter itself. */
export function matchesWord(word: string, name: string): boolean {
  const parts = word
    .toLowerCase()
    .split('*')
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`, 's').test(name.toLowerCase());
}
