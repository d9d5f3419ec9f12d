import type { ChannelSummary, Member } from '../../../src-main/contract/hub';
import type { FoundChannel, SessionChannel, SessionMember, SessionState } from '../../../src-main/contract/session';
import { formatRate } from '../../format/count';
import { listed } from '../../languages/joined';
import { said } from '../../languages/said';
import { wordsOf } from '../../languages/words';
import { channelKindWords, kindOfName } from '../../ui/channel-kind';
import { phaseWord } from '../../ui/session-words';

const t = wordsOf('channels');

/** The whole of a channel in words: what the line shows in signs. */
export function channelWords(channel: ChannelSummary): string {
  const {
    name,
    kind,
    subscribers,
    onOtherNodes = 0,
    members,
    messages,
    messagesPerSecond,
    refusals,
    lastRefusalCode,
  } = channel;
  const refused = refusals === 1 ? t('refusedOnce') : t('refusedTimes', { times: refusals });
  const parts = [
    name,
    channelKindWords(kind),
    subscribers === 0 ? t('nobody') : t('clientCount', { count: subscribers }),
    onOtherNodes === 0 ? '' : t('elsewhereCount', { count: onOtherNodes }),
    members === null || members === 0 ? '' : t('userCount', { count: members }),
    messages === 0 ? t('noMessage') : t('messageCount', { count: messages }),
    messagesPerSecond === 0 ? '' : t('perSecond', { rate: formatRate(messagesPerSecond) }),
    refusals === 0
      ? ''
      : lastRefusalCode === null
        ? refused
        : t('lastWith', { refused, code: String(lastRefusalCode) }),
  ];
  return listed(parts);
}

/** A session in words: its name, where it leads, how it is. */
export function sessionWords({ profile, phase, problem }: SessionState): string {
  const parts = [profile.name, profile.target, phaseWord(phase), said(problem?.message ?? '')];
  return listed(parts);
}

/** A channel a session watches. */
export function watchedWords({ name, state, problem, members, subscribers }: SessionChannel): string {
  const parts = [
    name,
    channelKindWords(kindOfName(name, members !== null)),
    t(`watched.${state}`),
    members === null ? '' : t('userCount', { count: members.length }),
    subscribers === null ? '' : t('subscriberCount', { count: subscribers }),
    said(problem?.message ?? ''),
  ];
  return listed(parts);
}

/** A channel that is in use and not watched. */
export function foundWords({ name, members, subscribers }: FoundChannel): string {
  const parts = [
    name,
    members === null ? '' : t('userCount', { count: members }),
    subscribers === null ? '' : t('subscriberCount', { count: subscribers }),
    t('watched.found'),
  ];
  return listed(parts);
}

/** What a member says of itself: the name if there is one, else the JSON as sent. */
export function memberInfo({ info }: Member | SessionMember): string {
  try {
    const value: unknown = JSON.parse(info);
    if (typeof value !== 'object' || value === null) return info === 'null' ? '' : info;
    const { name } = value as { name?: unknown };
    return typeof name === 'string' && name !== '' ? name : info === '{}' || info === '[]' ? '' : info;
  } catch {
    return info;
  }
}
