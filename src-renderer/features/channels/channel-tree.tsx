import { Ban, ChevronDown, ChevronRight, UserRound } from 'lucide-react';
import { useMemo, useState } from 'react';
import { channelsOfFilter } from '../../../src-main/contract/filter-edit';
import type { ChannelSummary } from '../../../src-main/contract/hub';
import { formatCount, formatRate } from '../../format/count';
import { wordsOf } from '../../languages/words';
import { useSelection } from '../../state/selection';
import { showOnlyChannel, showOnlyClient, toggleChannel, useTimeline } from '../../state/timeline';
import { ChannelKindIcon } from '../../ui/channel-kind';
import { ChannelName } from '../../ui/channel-name';
import { Icon } from '../../ui/icon';
import type { MenuPoint } from '../../ui/menu';
import styles from './channels.module.css';
import { ItemMenu } from './item-menu';
import { RowList, type RowOfList } from './row-list';
import { channelWords, memberInfo } from './row-words';
import { levelOf, matchesWord, parentOf, type TreeItem, treeItems } from './tree-items';
import { useMembers } from './use-members';

const t = wordsOf('channels');

const none: ReadonlySet<string> = new Set();

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id)) next.add(id);
  return next;
}

/** Channels by source. A click narrows the timeline to a channel, with Ctrl or Cmd it adds one. */
export function ChannelTree({
  channels,
  find,
  onPicked,
  elementRef,
}: {
  channels: readonly ChannelSummary[];
  find: string;
  onPicked?: (() => void) | undefined;
  elementRef?: (element: HTMLElement | null) => void;
}) {
  const [closedSources, setClosedSources] = useState(none);
  const [openChannels, setOpenChannels] = useState(none);
  const [menu, setMenu] = useState<{ readonly item: TreeItem; readonly point: MenuPoint } | null>(null);
  const members = useMembers(channels, openChannels);
  const filter = useTimeline(({ filter }) => filter);
  const selected = useSelection(({ row }) => row?.channel ?? '');
  const items = useMemo(
    () => treeItems(channels, { find, closedSources, openChannels, members }),
    [channels, find, closedSources, openChannels, members],
  );
  const ids = useMemo(() => items.map(({ id }) => id), [items]);
  const words = useMemo(() => channelsOfFilter(filter), [filter]);
  const related = useMemo(() => new Set(selected === '' ? [] : selected.split(', ')), [selected]);

  const isOpen = (item: TreeItem | undefined) => (item === undefined || item.kind === 'member' ? null : item.isOpen);
  const toggle = (item: TreeItem) => {
    if (item.kind === 'source') setClosedSources((closed) => toggled(closed, item.id));
    if (item.kind === 'channel') setOpenChannels((open) => toggled(open, item.id));
  };
  const pick = (index: number, isAdding: boolean) => {
    const item = items[index];
    if (item === undefined) return;
    if (item.kind === 'source') return toggle(item);
    if (item.kind === 'member') showOnlyClient(item.member.userId);
    else if (isAdding) toggleChannel(item.channel.name);
    else showOnlyChannel(item.channel.name);
    if (!isAdding) onPicked?.();
  };
  const otherKey = (key: string, index: number): number | null => {
    const item = items[index];
    if (item === undefined) return null;
    if (key === 'ArrowRight') {
      if (isOpen(item) === true) return index + 1;
      if (isOpen(item) === false) toggle(item);
      return index;
    }
    if (key === 'ArrowLeft') {
      if (isOpen(item) !== true) return parentOf(items, index);
      toggle(item);
      return index;
    }
    return null;
  };
  const row = (index: number): RowOfList => {
    const item = items[index] as TreeItem;
    const open = isOpen(item);
    const twist = (
      <i className={styles.twist} data-twist={open !== null || undefined}>
        {open !== null && <Icon of={open ? ChevronDown : ChevronRight} size={14} />}
      </i>
    );
    const attributes = { 'aria-level': levelOf(item), ...(open === null ? {} : { 'aria-expanded': open }) };
    if (item.kind === 'source') {
      return {
        attributes: { ...attributes, 'data-kind': 'source' },
        content: (
          <>
            {twist}
            <span className={styles.source}>{item.label}</span>
            {item.hint !== '' && <span className={styles.hint}>{item.hint}</span>}
            <span className={styles.columnHead}>{t('columnClients')}</span>
          </>
        ),
      };
    }
    if (item.kind === 'member') {
      const { member } = item;
      const sockets = t('sockets', { count: member.connections.length });
      return {
        attributes: {
          ...attributes,
          'data-kind': 'member',
          title: `${t('member', { user: member.userId, sockets })}\n${member.info}`,
          'aria-label': `${t('user', { user: member.userId })} ${memberInfo(member)}, ${sockets}`,
        },
        content: (
          <>
            <Icon of={UserRound} size={14} />
            <span className={styles.name}>
              <code>{member.userId}</code> <span className={styles.info}>{memberInfo(member)}</span>
            </span>
            <span className={styles.rate}>{sockets}</span>
          </>
        ),
      };
    }
    const { channel } = item;
    const isShown = words.some((word) => matchesWord(word, channel.name));
    return {
      attributes: {
        ...attributes,
        'aria-selected': isShown,
        'aria-label': channelWords(channel),
        title: channelWords(channel),
        'data-kind': 'channel',
        'data-related': related.has(channel.name) || undefined,
        'data-empty': channel.subscribers === 0 || undefined,
      },
      content: (
        <>
          {twist}
          <ChannelKindIcon kind={channel.kind} />
          <span className={styles.name}>
            <ChannelName name={channel.name} />
          </span>
          {channel.messagesPerSecond > 0 && (
            <span className={styles.rate}>{formatRate(channel.messagesPerSecond)}/s</span>
          )}
          {channel.refusals > 0 && (
            <span className={styles.refused}>
              <Icon of={Ban} size={14} />
              {channel.lastRefusalCode ?? `×${channel.refusals}`}
            </span>
          )}
          {(channel.subscribers > 0 || channel.refusals === 0) && (
            <span className={styles.count}>{formatCount(channel.members ?? channel.subscribers)}</span>
          )}
        </>
      ),
    };
  };
  return (
    <>
      <RowList
        role="tree"
        label={t('tree')}
        ids={ids}
        row={row}
        onPick={pick}
        onOtherKey={otherKey}
        onTwist={(index) => toggle(items[index] as TreeItem)}
        onMenu={(index, point) => {
          const item = items[index];
          if (item !== undefined && item.kind !== 'source') setMenu({ item, point });
        }}
        {...(elementRef === undefined ? {} : { elementRef })}
      />
      {menu !== null && <ItemMenu {...menu} onClose={() => setMenu(null)} onPicked={onPicked} />}
    </>
  );
}
