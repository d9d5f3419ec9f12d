import type { ChannelSummary, Preview } from '../../../src-main/contract/hub';
import { wordsOf } from '../../languages/words';

const t = wordsOf('composer');

/** What the engine says would become of a message, in words. `near` only matters where nobody would get it. */
export function previewWords(
  channel: string,
  preview: Preview,
  near: readonly ChannelSummary[],
  excludeSocketId: string,
): { readonly tone: 'plain' | 'warn'; readonly text: string } {
  const receivers = preview.matched - preview.excluded;
  if (receivers > 0) {
    const text = t('preview.receive', { count: receivers });
    if (preview.denied) return { tone: 'plain', text: t('preview.denied', { text, count: preview.denied }) };
    if (excludeSocketId === '') return { tone: 'plain', text };
    if (preview.excluded > 0)
      return { tone: 'plain', text: t('preview.excluded', { text, excluded: preview.excluded }) };
    return { tone: 'warn', text: t('preview.notAmong', { text }) };
  }
  if (preview.matched > 0) {
    return { tone: 'warn', text: t('preview.onlyExcluded') };
  }
  if (preview.denied) return { tone: 'warn', text: t('preview.onlyDenied', { count: preview.denied }) };
  const [first] = near;
  if (first === undefined) return { tone: 'plain', text: t('preview.nobody', { channel }) };
  return {
    tone: 'warn',
    text:
      first.subscribers === 1
        ? t('preview.nearOne', { channel, near: first.name })
        : t('preview.nearSeveral', { channel, several: first.subscribers, near: first.name }),
  };
}
