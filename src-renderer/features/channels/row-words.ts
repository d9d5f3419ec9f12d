import type { ChannelSummary, Member } from '../../../src-main/contract/hub';
import { formatCountOf, formatRate } from '../../format/count';
import { channelKindWords } from '../../ui/channel-kind';

/** The whole of a channel in words: what the line shows in signs. */
export function channelWords(channel: ChannelSummary): string {
  const { name, kind, subscribers, members, messages, messagesPerSecond, refusals, lastRefusalCode } = channel;
  const refused = refusals === 1 ? 'refused once' : `refused ${refusals} times`;
  const parts = [
    name,
    channelKindWords(kind),
    subscribers === 0 ? 'nobody on it now' : formatCountOf(subscribers, 'client'),
    members === null || members === 0 ? '' : formatCountOf(members, 'user'),
    messages === 0 ? 'no message yet' : formatCountOf(messages, 'message'),
    messagesPerSecond === 0 ? '' : `${formatRate(messagesPerSecond)} a second`,
    refusals === 0 ? '' : lastRefusalCode === null ? refused : `${refused}, last with ${lastRefusalCode}`,
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
