import { parseJson } from '../../../contract/json-text';
import { ProblemError } from '../../../contract/problem';
import type { ProfileValues } from '../../clients/client-side';

/** A message as it is to be sent. Throws a ProblemError 'bad-input'. */
export function messageOf({ as, data = '' }: ProfileValues): { bytes: Buffer; isBinary: boolean; isPing: boolean } {
  const text = String(data);
  if (as === 'hex') return { bytes: bytesOfHex(text), isBinary: true, isPing: false };
  if (as === 'json' && parseJson(text) === undefined) {
    throw new ProblemError('bad-input', 'The message is no JSON: nothing was sent.', 'Mend it, or send it as text.');
  }
  const bytes = Buffer.from(text);
  if (as === 'ping' && bytes.length > 125) {
    throw new ProblemError('bad-input', 'A ping carries at most 125 bytes: nothing was sent.', 'Leave it empty.');
  }
  return { bytes, isBinary: false, isPing: as === 'ping' };
}

/** `de ad be ef`, with or without spaces, line ends, commas and 0x. */
function bytesOfHex(text: string): Buffer {
  const digits = text.replace(/0x/gi, '').replace(/[\s,:]+/g, '');
  const wrong = digits.search(/[^0-9a-f]/i);
  if (wrong >= 0) {
    const message = `"${digits[wrong]}" is no hexadecimal digit: nothing was sent.`;
    throw new ProblemError('bad-input', message, 'Write two digits a byte, such as de ad be ef.');
  }
  if (digits.length % 2 === 1) {
    throw new ProblemError(
      'bad-input',
      'An odd number of digits: nothing was sent.',
      'Write two digits a byte, such as 0a.',
    );
  }
  return Buffer.from(digits, 'hex');
}
