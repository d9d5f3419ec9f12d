import { limits } from '../../contract/limits';

const reasonBytes = 123;

const words: Readonly<Record<number, string>> = {
  1000: 'normal closure',
  1001: 'going away (page closed or reloaded)',
  1002: 'broken WebSocket frame',
  1003: 'unsupported data',
  1005: 'no code given',
  1006: 'no close frame',
  1007: 'text that is not valid UTF-8',
  1008: 'policy violation, or a message in too many pieces',
  1009: `message larger than ${limits.frameBytes.toLocaleString('en')} bytes`,
  1011: 'internal error',
  1012: 'service restart',
  1013: 'try again later',
};

/** A WebSocket close code in words, RFC 6455 section 7.4.1. '' for one the RFC does not name. */
export function closeWords(code: number): string {
  return words[code] ?? '';
}

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
