import type { ChannelSummary } from '../../../src-main/contract/hub';

const prefixes =
  /^(private-encrypted-cache-|private-encrypted-|private-cache-|presence-cache-|private-|presence-|cache-)/;

function core(name: string): string {
  return name
    .toLowerCase()
    .replace(prefixes, '')
    .replace(/[-_.:]+/g, '.');
}

/** Channels somebody is on that look as if they were meant: another prefix, case or separator. The fullest first. */
export function nearChannels(
  name: string,
  app: string,
  channels: readonly ChannelSummary[],
): readonly ChannelSummary[] {
  const wanted = core(name);
  return channels
    .filter((other) => other.app === app && other.subscribers > 0 && other.name !== name && core(other.name) === wanted)
    .sort((a, b) => b.subscribers - a.subscribers);
}
