import type { ChannelSummary } from '../../../src-main/contract/hub';
import { formatCountOf } from '../../format/count';

/** What the engine says would become of a message, in words. `near` only matters where nobody would get it. */
export function previewWords(
  channel: string,
  preview: { readonly matched: number; readonly excluded: number },
  near: readonly ChannelSummary[],
  excludeSocketId: string,
): { readonly tone: 'plain' | 'warn'; readonly text: string } {
  const receivers = preview.matched - preview.excluded;
  if (receivers > 0) {
    const text = `${formatCountOf(receivers, 'client')} would receive this`;
    if (excludeSocketId === '') return { tone: 'plain', text };
    if (preview.excluded > 0) return { tone: 'plain', text: `${text}, ${preview.excluded} excluded` };
    return { tone: 'warn', text: `${text}; the socket to exclude is not among them` };
  }
  if (preview.matched > 0) {
    return { tone: 'warn', text: 'Nobody would receive this: the only client on it is excluded' };
  }
  const [first] = near;
  if (first === undefined) return { tone: 'plain', text: `Nobody is on ${channel} now` };
  const those = first.subscribers === 1 ? 'one is' : `${first.subscribers} are`;
  return { tone: 'warn', text: `Nobody is on ${channel}; ${those} on ${first.name}` };
}
