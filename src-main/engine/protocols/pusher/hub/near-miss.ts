import { parseChannelName } from '../channel-name';

const shortestTypo = 5;

/**
 * Whether one of two different channels was probably meant by who named the other: they differ only in prefix, in case,
 * in what separates the words, or by one letter (`order.7`, `orders.7`). Another number is another channel, and so is that of
 * another user.
 */
export function looksAlike(meant: string, other: string): boolean {
  if (meant === other || parseChannelName(meant).isServerToUser || parseChannelName(other).isServerToUser) {
    return false;
  }
  const [left, right] = [core(meant), core(other)];
  return left !== '' && (left === right || differsByALetter(left, right));
}

function core(name: string): string {
  const rest = parseChannelName(name).rest.toLowerCase();
  return rest.replace(/[-_.:;,]/g, '');
}

function differsByALetter(left: string, right: string): boolean {
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (short.length < shortestTypo || long.length - short.length > 1) {
    return false;
  }
  let at = 0;
  while (at < short.length && short[at] === long[at]) {
    at += 1;
  }
  const isMore = long.length > short.length;
  const changed = isMore ? long.charAt(at) : `${short.charAt(at)}${long.charAt(at)}`;
  return /^[a-z]+$/.test(changed) && short.slice(isMore ? at : at + 1) === long.slice(at + 1);
}
