import { Ban, ChevronDown, ChevronRight, CirclePlus, Hourglass, UserRound } from 'lucide-react';
import type { ReactNode } from 'react';
import { formatCount, formatRate } from '../../format/count';
import { wordsOf } from '../../languages/words';
import { ChannelKindIcon } from '../../ui/channel-kind';
import { ChannelName } from '../../ui/channel-name';
import { Icon } from '../../ui/icon';
import { SessionDot } from '../../ui/session-dot';
import { phaseWord } from '../../ui/session-words';
import styles from './channels.module.css';
import type { RowOfList } from './row-list';
import { channelWords, foundWords, memberInfo, sessionWords, watchedWords } from './row-words';
import { isOpenOf, levelOf, type TreeItem } from './tree-items';

const t = wordsOf('channels');

/** What the rest of the screen says of a line. */
export interface RowLook {
  /** The timeline is narrowed to it. */
  readonly isShown: boolean;
  /** The selected entry is about it. */
  readonly isRelated: boolean;
}

/** A line of the tree. */
export function treeRow(item: TreeItem, { isShown, isRelated }: RowLook): RowOfList {
  const open = isOpenOf(item);
  const twist = (
    <i className={styles.twist} data-twist={open !== null || undefined}>
      {open !== null && <Icon of={open ? ChevronDown : ChevronRight} size={14} />}
    </i>
  );
  const attributes = { 'aria-level': levelOf(item), ...(open === null ? {} : { 'aria-expanded': open }) };
  const row = (kind: string, words: string, content: ReactNode, more: RowOfList['attributes'] = {}): RowOfList => ({
    attributes: { ...attributes, 'data-kind': kind, 'aria-label': words, title: words, ...more },
    content,
  });
  switch (item.kind) {
    case 'source':
      return {
        attributes: { ...attributes, 'data-kind': 'source', 'aria-selected': isShown },
        content: (
          <>
            {twist}
            <span className={styles.source}>{item.label}</span>
            {item.hint !== '' && <span className={styles.hint}>{item.hint}</span>}
            <span className={styles.columnHead}>{t('columnClients')}</span>
          </>
        ),
      };
    case 'session': {
      const { profile, phase } = item.session;
      return row(
        'source',
        sessionWords(item.session),
        <>
          {twist}
          <SessionDot phase={phase} />
          <span className={styles.source}>{profile.name}</span>
          <span className={styles.phase} data-phase={phase} data-detail>
            {phaseWord(phase)}
          </span>
        </>,
        { 'aria-selected': isShown },
      );
    }
    case 'member': {
      const { member } = item;
      const sockets = t('sockets', { count: member.connections.length });
      return row(
        'member',
        `${t('user', { user: member.userId })} ${memberInfo(member)}, ${sockets}`,
        <Member userId={member.userId} info={memberInfo(member)} aside={sockets} />,
        { title: `${t('member', { user: member.userId, sockets })}\n${member.info}` },
      );
    }
    case 'watchedMember': {
      const { userId, info } = item.member;
      return row(
        'member',
        `${t('user', { user: userId })} ${memberInfo(item.member)}`,
        <Member userId={userId} info={memberInfo(item.member)} aside="" />,
        { title: `${userId}\n${info}` },
      );
    }
    case 'watched': {
      const { name, state, members, subscribers } = item.channel;
      const count = members?.length ?? subscribers;
      return row(
        'channel',
        watchedWords(item.channel),
        <>
          {twist}
          <ChannelKindIcon kind={item.channelKind} />
          <span className={styles.name}>
            <ChannelName name={name} />
          </span>
          {state === 'refused' && (
            <span className={styles.refused}>
              <Icon of={Ban} size={14} />
              {t('watched.refused')}
            </span>
          )}
          {(state === 'wanted' || state === 'asked') && <Icon of={Hourglass} size={14} />}
          {state === 'on' && count !== null && <span className={styles.count}>{formatCount(count)}</span>}
        </>,
        {
          'aria-selected': isShown,
          'data-related': isRelated || undefined,
          'data-empty': state !== 'on' || undefined,
        },
      );
    }
    case 'found': {
      const { name, subscribers, members } = item.found;
      const count = members ?? subscribers;
      return row(
        'channel',
        foundWords(item.found),
        <>
          {twist}
          <Icon of={CirclePlus} size={14} />
          <span className={styles.name}>
            <ChannelName name={name} />
          </span>
          {count !== null && <span className={styles.count}>{formatCount(count)}</span>}
        </>,
        { 'data-empty': true },
      );
    }
    case 'channel': {
      const { channel } = item;
      const subscriptions = channel.subscribers + (channel.onOtherNodes ?? 0);
      return row(
        'channel',
        channelWords(channel),
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
          {(subscriptions > 0 || channel.refusals === 0) && (
            <span className={styles.count}>{formatCount(channel.members ?? subscriptions)}</span>
          )}
        </>,
        {
          'aria-selected': isShown,
          'data-related': isRelated || undefined,
          'data-empty': subscriptions === 0 || undefined,
        },
      );
    }
  }
}

function Member({ userId, info, aside }: { userId: string; info: string; aside: string }) {
  return (
    <>
      <Icon of={UserRound} size={14} />
      <span className={styles.name}>
        <code>{userId}</code> <span className={styles.info}>{info}</span>
      </span>
      {aside !== '' && <span className={styles.rate}>{aside}</span>}
    </>
  );
}
