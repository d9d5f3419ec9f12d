/** One line of a hex view: `0010`, `65 6e 74 73`, `ents`. */
export interface HexLine {
  readonly offset: string;
  readonly hex: string;
  readonly text: string;
}

/** Line `index` of bytes shown `width` to a line. What is no printable ASCII is a dot. */
export function hexLine(bytes: Uint8Array, index: number, width: number): HexLine {
  const start = index * width;
  const line = bytes.subarray(start, start + width);
  let hex = '';
  let text = '';
  for (const byte of line) {
    hex += `${hex === '' ? '' : ' '}${byte.toString(16).padStart(2, '0')}`;
    text += byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : '.';
  }
  return { offset: start.toString(16).padStart(4, '0'), hex, text };
}

/** All lines as text, for the clipboard. */
export function hexDump(bytes: Uint8Array, width: number): string {
  const lines = Array.from({ length: Math.ceil(bytes.length / width) }, (_, index) => hexLine(bytes, index, width));
  return lines.map(({ offset, hex, text }) => `${offset}  ${hex.padEnd(width * 3 - 1)}  ${text}`).join('\n');
}
