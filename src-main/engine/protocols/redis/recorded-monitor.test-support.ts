import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface RecordedCommand {
  readonly name: string;
  readonly args: readonly Buffer[];
}

/** Commands as MONITOR printed them while Symfony Messenger 5.4 ran, their arguments as bytes again. */
export function recordedCommands(file: string): readonly RecordedCommand[] {
  const lines = readFileSync(join(import.meta.dirname, 'recordings', file), 'utf8').split('\n');
  return lines.flatMap((line) => {
    const [name, ...args] = [...line.matchAll(/"((?:[^"\\]|\\.)*)"/g)].map(([, text = '']) => bytesOf(text));
    return name === undefined ? [] : [{ name: name.toString(), args }];
  });
}

/** sdscatrepr() of Redis: \" \\ \n \r \t \a \b and \xHH. */
function bytesOf(text: string): Buffer {
  const plain = { n: '\n', r: '\r', t: '\t', a: '\x07', b: '\b' } as Readonly<Record<string, string>>;
  const bytes: Buffer[] = [];
  for (const [, hex, escaped, other] of text.matchAll(/\\x([0-9a-f]{2})|\\(.)|([^\\]+)/g)) {
    if (hex !== undefined) bytes.push(Buffer.from([Number.parseInt(hex, 16)]));
    else bytes.push(Buffer.from(escaped === undefined ? (other ?? '') : (plain[escaped] ?? escaped)));
  }
  return Buffer.concat(bytes);
}
