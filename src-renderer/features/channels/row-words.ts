import type { ChannelSummary, Member } from '../../../src-main/contract/hub';
import { formatRate } from '../../format/count';
import { wordsOf } from '../../languages/words';
import { channelKindWords } from '../../ui/channel-kind';

const t = wordsOf('channels');

/** The whole of a channel in words: what the line shows in signs. */
export function channelWords(channel: ChannelSummary): string {
  const { name, kind, subscribers, members, messages, messagesPerSecond, refusals, lastRefusalCode } = channel;
  const refused = refusals === 1 ? t('refusedOnce') : t('refusedTimes', { times: refusals });
  const parts = [
    name,
    channelKindWords(kind),
    subscribers === 0 ? t('nobody') : t('clientCount', { count: subscribers }),
    members === null || members === 0 ? '' : t('userCount', { count: members }),
    messages === 0 ? t('noMessage') : t('messageCount', { count: messages }),
    messagesPerSecond === 0 ? '' : t('perSecond', { rate: formatRate(messagesPerSecond) }),
    refusals === 0
      ? ''
      : lastRefusalCode === null
        ? refused
        : t('lastWith', { refused, code: String(lastRefusalCode) }),
  ];
  return parts.filter((part) => part !== '').join(', ');
}

/** What a member says of itself: the name if there is one, else the JSON as sent. */
export function memberInfo({ info }: Member): string {
  try {
    const value: unknown = JSON.parse(info);
    if (typeof value !== 'object' || value === null) return info === 'null' ? '' : info;
    const { name } = value as { name?: unknown };
    return typeof name === 'string' && name !== '' ? name : info === '{}' || info === '[]' ? '' : info;
  } catch {
    return info;
  }
}
