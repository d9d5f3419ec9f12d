import type { CloseMeaning } from '../../../contract/close-words';
import { closeMeaning as webSocketMeaning } from '../../../contract/close-words';

const words: Readonly<Record<number, string>> = {
  4000: 'the app takes TLS only (wss://)',
  4001: 'no app with this key',
  4003: 'the app is disabled',
  4004: 'the app is over its connection quota',
  4005: 'path not found',
  4006: 'protocol version in an invalid format',
  4007: 'protocol version not supported',
  4008: 'no protocol version given',
  4009: 'not authorized',
  4100: 'over capacity',
  4200: 'reconnect',
  4201: 'no pong in time',
  4202: 'closed after inactivity',
  4301: 'client event rejected: too many in a second',
  4302: 'watchlist too long',
};

/** What pusher-js does, by hundreds. */
const reactions: Readonly<Record<number, string>> = {
  40: 'pusher-js does not connect again by itself: something has to be changed first.',
  41: 'pusher-js connects again after a second.',
  42: 'pusher-js connects again at once.',
  43: 'As a close code pusher-js takes it for a refusal and does not connect again.',
};

const remedies: Readonly<Record<number, string>> = {
  4001: "Give page and server the key of one of this hub's apps.",
  4003: 'Enable the app in the configuration of the hub.',
  4009: 'Was it the Origin of the page? The refused entry before this one says what was wrong.',
  4100: "Close some pages, or raise the app's capacity.",
  4201: 'The client was pinged and did not answer: asleep, stopped in a debugger, or gone.',
  4302: 'The sign-in holds, with the first 100 users of its watchlist.',
};

/** A close or error code as Pusher has it, and as the RFC has it below 4000. */
export function closeMeaning(code: number): CloseMeaning {
  if (code < 4000) {
    return webSocketMeaning(code);
  }
  const reaction = reactions[Math.floor(code / 100)] ?? '';
  return { words: words[code] ?? '', next: [remedies[code] ?? '', reaction].filter((part) => part !== '').join(' ') };
}
