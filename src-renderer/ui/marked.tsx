import { hitParts } from '../format/hit-parts';
import styles from './marked.module.css';

/** Text with the words that were searched for marked in it. */
export function Marked({ text, words }: { text: string; words: readonly string[] }) {
  if (words.length === 0) return text;
  return hitParts(text, words).map(({ text: part, isHit }, index) =>
    isHit ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one text in their order
      <mark key={index} className={styles.hit}>
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
