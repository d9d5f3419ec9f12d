/**
 * Text in the one form that is compared: letters without case by Unicode, composed characters. ASCII letters may keep
 * their case if nothing else changes, since what compares (LIKE) does not look at it.
 */
export function foldText(text: string): string {
  return text.toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFC');
}

/** True if two texts differ in more than the case of ASCII letters. */
export function differBeyondAsciiCase(first: string, second: string): boolean {
  if (first.length !== second.length) {
    return true;
  }
  for (let at = 0; at < first.length; at += 1) {
    const a = first.charCodeAt(at);
    const b = second.charCodeAt(at);
    if (a !== b && ((a ^ b) !== 0x20 || a > 0x7f || (a | 0x20) < 0x61 || (a | 0x20) > 0x7a)) {
      return true;
    }
  }
  return false;
}
