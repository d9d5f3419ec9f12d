import { quoteFilterValue } from '../../contract/filter-completion';
import { splitFilter } from '../../contract/filter-words';

/** A filter in which a label after `client:` is written as the sockets that have it, or had it. Positions move: not for the eye. */
export function withLabelsResolved(text: string, socketsOf: (label: string) => readonly string[]): string {
  let resolved = text;
  for (const { field, value, start, end, isNegated } of splitFilter(text).reverse()) {
    const sockets = field === 'client' ? socketsOf(value) : [];
    if (sockets.length > 0) {
      const words = sockets.map((socketId) => `${isNegated ? '-' : ''}client:${quoteFilterValue(socketId)}`);
      resolved = resolved.slice(0, start) + words.join(' ') + resolved.slice(end);
    }
  }
  return resolved;
}
