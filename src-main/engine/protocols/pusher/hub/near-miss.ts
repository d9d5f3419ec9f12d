import { parseChannelName } from '../channel-name';

/** Two channels that differ, but only in prefix, in case or in what separates the words: probably one was meant. */
export function looksAlike(meant: string, other: string): boolean {
  return meant !== other && core(meant) === core(other);
}

function core(name: string): string {
  const rest = parseChannelName(name).rest.toLowerCase();
  return rest.replace(/[-_.:;,]/g, '');
}
