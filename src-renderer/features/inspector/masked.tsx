import { formatCountOf } from '../../format/count';
import { Tag } from '../../ui/tag';
import { maskedParts } from './masked-parts';

/** Text with a tag in the place of every secret that was hidden when it was captured. */
export function Masked({ text }: { text: string }) {
  return maskedParts(text).map((part, index) =>
    'text' in part ? (
      part.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text in their order
      <Tag key={index}>{`hidden, ${formatCountOf(part.length, 'character')}, ${part.hash}`}</Tag>
    ),
  );
}
