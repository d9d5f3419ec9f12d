export interface HitPart {
  readonly text: string;
  readonly isHit: boolean;
}

/** Cuts a text where it holds one of the words, in whatever case; the parts together are the text. */
export function hitParts(text: string, words: readonly string[]): readonly HitPart[] {
  const lower = text.toLowerCase();
  const wanted = words.map((word) => word.toLowerCase()).filter((word) => word !== '');
  // Where lower case has another length, places in it mean nothing in the text.
  if (wanted.length === 0 || lower.length !== text.length) return [{ text, isHit: false }];
  const parts: HitPart[] = [];
  let from = 0;
  for (;;) {
    let at = -1;
    let end = -1;
    for (const word of wanted) {
      const found = lower.indexOf(word, from);
      if (found !== -1 && (at === -1 || found < at || (found === at && found + word.length > end))) {
        at = found;
        end = found + word.length;
      }
    }
    if (at === -1) break;
    if (at > from) parts.push({ text: text.slice(from, at), isHit: false });
    parts.push({ text: text.slice(at, end), isHit: true });
    from = end;
  }
  if (from < text.length || parts.length === 0) parts.push({ text: text.slice(from), isHit: false });
  return parts;
}
