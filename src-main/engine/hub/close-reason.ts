const reasonBytes = 123;

/** A reason as a close frame can carry it: at most 123 bytes of UTF-8, no character cut in two. */
export function reasonText(reason: string): string {
  if (Buffer.byteLength(reason) <= reasonBytes) {
    return reason;
  }
  let kept = '';
  let bytes = 0;
  for (const character of reason) {
    bytes += Buffer.byteLength(character);
    if (bytes > reasonBytes) {
      break;
    }
    kept += character;
  }
  return kept;
}
