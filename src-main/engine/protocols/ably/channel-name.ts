import type { ChannelKind } from '../../../contract/hub';

/**
 * Names of one channel in Pusher and in Ably, as Ably's own Pusher adapter has them
 * (https://ably.com/docs/protocols/pusher): a namespace in place of the prefix, a colon in place of the semicolon.
 */
const namespaces = [
  ['private-ablyroot-', ''],
  ['private-', 'private:'],
  ['presence-', 'presence:'],
  ['', 'public:'],
] as const;

export function toAbly(pusher: string): string {
  const [prefix, namespace] = namespaces.find(([start]) => pusher.startsWith(start)) ?? ['', 'public:'];
  return namespace + pusher.slice(prefix.length).replaceAll(';', ':');
}

/** '' for a channel that has no name in Pusher: one with a semicolon, as that would mean a colon. */
export function toPusher(ably: string): string {
  if (ably.includes(';')) {
    return '';
  }
  const known = namespaces.find(([, namespace]) => namespace !== '' && ably.startsWith(namespace));
  const [prefix, namespace] = known ?? namespaces[0];
  return prefix + ably.slice(namespace.length).replaceAll(':', ';');
}

/** What Laravel means by a channel. */
export function kindOf(ably: string): ChannelKind {
  return ably.startsWith('presence:') ? 'presence' : ably.startsWith('private:') ? 'private' : 'public';
}

/** What is wrong with a name, as a sentence; '' if nothing (https://ably.com/docs/channels). */
export function channelNameFault(name: string): string {
  if (name === '') return 'The channel has no name.';
  if (name.length > longestName) return `The channel name is longer than ${longestName} characters.`;
  if (/^[[:]/.test(name))
    return 'A channel name cannot start with [ or :. Those in brackets (channel options) belong to clients.';
  return /[\r\n]/.test(name) ? 'A channel name has no line breaks.' : '';
}

const longestName = 2_048;
