import { useMemo, useState } from 'react';
import { channelsOfFilter, sourcesOfFilter } from '../../../src-main/contract/filter-edit';
import type { ChannelSummary } from '../../../src-main/contract/hub';
import type { SessionState } from '../../../src-main/contract/session';
import { useSessionActs } from '../../engine/follow-sessions';
import { wordsOf } from '../../languages/words';
import { openSession } from '../../state/connections';
import { useSelection } from '../../state/selection';
import {
  showOnlyChannel,
  showOnlyChannelOf,
  showOnlyClient,
  showOnlySource,
  toggleChannel,
  useTimeline,
} from '../../state/timeline';
import type { MenuPoint } from '../../ui/menu';
import { ItemMenu } from './item-menu';
import { RowList } from './row-list';
import { isOpenOf, matchesWord, parentOf, type TreeItem, treeItems } from './tree-items';
import { treeRow } from './tree-row';
import { useMembers } from './use-members';

const t = wordsOf('channels');

const none: ReadonlySet<string> = new Set();

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Channels by source. A click narrows the timeline to a channel or a source, with Ctrl or Cmd it adds a channel. */
export function ChannelTree({
  channels,
  sessions,
  find,
  onPicked,
  elementRef,
}: {
  channels: readonly ChannelSummary[];
  sessions: readonly SessionState[];
  find: string;
  onPicked?: (() => void) | undefined;
  elementRef?: (element: HTMLElement | null) => void;
}) {
  const [closedSources, setClosedSources] = useState(none);
  const [openChannels, setOpenChannels] = useState(none);
  const [menu, setMenu] = useState<{ readonly item: TreeItem; readonly point: MenuPoint } | null>(null);
  const { subscribe } = useSessionActs();
  const members = useMembers(channels, openChannels);
  const filter = useTimeline(({ filter }) => filter);
  const selected = useSelection(({ row }) => row);
  const items = useMemo(
    () => treeItems(channels, { find, closedSources, openChannels, members, sessions }),
    [channels, find, closedSources, openChannels, members, sessions],
  );
  const ids = useMemo(() => items.map(({ id }) => id), [items]);
  const words = useMemo(() => channelsOfFilter(filter), [filter]);
  const sources = useMemo(() => sourcesOfFilter(filter), [filter]);
  const related = useMemo(() => new Set((selected?.channel ?? '').split(', ').filter(Boolean)), [selected]);

  const toggle = (item: TreeItem) => {
    if (item.kind === 'source' || item.kind === 'session') setClosedSources((closed) => toggled(closed, item.id));
    if (item.kind === 'channel' || item.kind === 'watched') setOpenChannels((open) => toggled(open, item.id));
  };
  const pick = (index: number, isAdding: boolean) => {
    const item = items[index];
    if (item === undefined) return;
    // One click there is something to see in; the channel that is asked for stays where it is meanwhile.
    if (item.kind === 'found') return void subscribe(item.profile, item.found.name, '');
    // With no source besides, narrowing to the hub would change nothing.
    if (item.kind === 'source' && sessions.length === 0) return toggle(item);
    if (item.kind === 'source') showOnlySource('hub');
    else if (item.kind === 'session') showOnlySource(item.session.profile.id);
    else if (item.kind === 'member' || item.kind === 'watchedMember') showOnlyClient(item.member.userId);
    else if (isAdding) toggleChannel(item.channel.name);
    else if (item.kind === 'watched') showOnlyChannelOf(item.profile, item.channel.name);
    else showOnlyChannel(item.channel.name);
    if (!isAdding) onPicked?.();
  };
  const otherKey = (key: string, index: number): number | null => {
    const item = items[index];
    if (item === undefined) return null;
    const isOpen = isOpenOf(item);
    if (key === 'ArrowRight') {
      if (isOpen === true) return index + 1;
      if (isOpen === false) toggle(item);
      return index;
    }
    if (key === 'ArrowLeft') {
      if (isOpen !== true) return parentOf(items, index);
      toggle(item);
      return index;
    }
    return null;
  };
  const isShown = (item: TreeItem): boolean => {
    const isOf = (source: string) => sources.some((word) => matchesWord(word, source));
    const isNamed = (name: string) => words.some((word) => matchesWord(word, name));
    if (item.kind === 'source') return isOf('hub');
    if (item.kind === 'session') return isOf(item.session.profile.id);
    if (item.kind === 'watched') return isNamed(item.channel.name) && (sources.length === 0 || isOf(item.profile));
    return item.kind === 'channel' && isNamed(item.channel.name) && (sources.length === 0 || isOf('hub'));
  };
  const isRelated = (item: TreeItem): boolean => {
    if (item.kind === 'watched') return item.profile === selected?.source && related.has(item.channel.name);
    return item.kind === 'channel' && selected?.source === '' && related.has(item.channel.name);
  };
  return (
    <>
      <RowList
        role="tree"
        label={t('tree')}
        ids={ids}
        row={(index) => {
          const item = items[index] as TreeItem;
          return treeRow(item, { isShown: isShown(item), isRelated: isRelated(item) });
        }}
        onPick={pick}
        onOtherKey={otherKey}
        onTwist={(index) => toggle(items[index] as TreeItem)}
        onDetail={(index) => {
          const item = items[index];
          if (item?.kind !== 'session') return;
          openSession(item.session.profile.id);
          onPicked?.();
        }}
        onMenu={(index, point) => {
          const item = items[index];
          const hasMenu = item !== undefined && (item.kind !== 'source' || sessions.length > 0);
          if (hasMenu) setMenu({ item, point });
        }}
        {...(elementRef === undefined ? {} : { elementRef })}
      />
      {menu !== null && <ItemMenu {...menu} onClose={() => setMenu(null)} onPicked={onPicked} />}
    </>
  );
}
