const forbidden = /[\p{Cc}\p{Cf}]/u;

/** Why a value may not stand in a topic, matcher, id or type of 1.0: controls and characters nobody sees. '' if it may. */
export function textFault(text: string): string {
  const found = forbidden.exec(text);
  if (found !== null) {
    const code = (found[0].codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
    return `holds the character U+${code}, which is a control or cannot be seen`;
  }
  return /[\uD800-\uDFFF]/u.test(text) ? 'holds half of a character' : '';
}
