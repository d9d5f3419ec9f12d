/** Text as SQLite keeps it whole: it ends a text at U+0000. Cut to `maxChars` without splitting a surrogate pair. */
export function storableText(text: string, maxChars: number): string {
  let kept = text;
  if (kept.length > maxChars) {
    const last = kept.charCodeAt(maxChars - 2);
    const isHighSurrogate = last >= 0xd800 && last <= 0xdbff;
    kept = `${kept.slice(0, maxChars - (isHighSurrogate ? 2 : 1))}…`;
  }
  return kept.includes('\0') ? kept.replaceAll('\0', '\ufffd') : kept;
}
