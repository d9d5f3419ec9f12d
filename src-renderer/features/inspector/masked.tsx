import { wordsOf } from '../../languages/words';
import { Tag } from '../../ui/tag';
import { maskedParts } from './masked-parts';

const t = wordsOf('inspector');

/** Text with a tag in the place of every secret that was hidden when it was captured. */
export function Masked({ text }: { text: string }) {
  return maskedParts(text).map((part, index) =>
    'text' in part ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text in their order
      <Tag key={index}>{t('hidden', { count: part.length, hash: part.hash })}</Tag>
    ),
  );
}
