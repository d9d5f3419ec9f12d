import { limits } from './limits';

/** A close code in words: what it is, and what happens or is to be done next. Both '' for a code that is not known. */
export interface CloseMeaning {
  readonly words: string;
  readonly next: string;
}

const unknown: CloseMeaning = { words: '', next: '' };

const meanings: Readonly<Record<number, CloseMeaning>> = {
  1000: { words: 'normal closure', next: 'Whoever closed it meant to. There is nothing to do.' },
  1001: {
    words: 'going away (page closed or reloaded)',
    next: 'A reloaded page connects again by itself.',
  },
  1002: {
    words: 'broken WebSocket frame',
    next: 'The bytes were no WebSocket frame. Is a proxy or a hand-written client in between?',
  },
  1003: { words: 'unsupported data', next: 'The message was of a kind that is not served. Send JSON text.' },
  1005: {
    words: 'no code given',
    next: 'The close frame was empty, as some libraries send it when they end normally.',
  },
  1006: {
    words: 'no close frame',
    next: 'The socket ended without a goodbye: a page or process was killed, the network went away, a computer fell asleep, or a proxy gave up.',
  },
  1007: {
    words: 'text that is not valid UTF-8',
    next: 'Send text as UTF-8, and binary data as a string (base64).',
  },
  1008: {
    words: 'policy violation, or a message in too many pieces',
    next: 'Send a message in one frame, or in a few.',
  },
  1009: {
    words: `message larger than ${limits.frameBytes.toLocaleString('en')} bytes`,
    next: 'Send an id and let the receivers fetch the rest. A client that connects again and sends the same is closed again.',
  },
  1011: { words: 'internal error', next: 'The other side failed. Its log has the reason.' },
  1012: { words: 'service restart', next: 'Clients come back by themselves.' },
  1013: { words: 'try again later', next: 'Clients come back by themselves.' },
};

/** A WebSocket close code, RFC 6455 section 7.4.1. Protocols have codes of their own from 4000 on. */
export function closeMeaning(code: number): CloseMeaning {
  return meanings[code] ?? unknown;
}

/** The code in a few words, '' for one the RFC does not name. */
export function closeWords(code: number): string {
  return closeMeaning(code).words;
}
