/**
 * Whether a text is as a pattern says, `*` standing for any text. Without a regular expression: a person may write many
 * stars, and matching them has to stay cheap.
 */
export function fitsStars(text: string, pattern: string): boolean {
  const [first = '', ...rest] = pattern.split('*');
  if (rest.length === 0) {
    return text === pattern;
  }
  const last = rest.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length) {
    return false;
  }
  let from = first.length;
  for (const part of rest) {
    const at = text.indexOf(part, from);
    if (at === -1 || at + part.length > text.length - last.length) {
      return false;
    }
    from = at + part.length;
  }
  return true;
}
