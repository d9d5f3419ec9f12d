import { type CodeMeaning, lookUp, meaning } from './code-meaning';

const meanings: Readonly<Record<number, CodeMeaning>> = {
  4000: meaning('the app takes TLS only (wss://)', 'The page connected with ws://.', 'Set forceTLS: true.'),
  4001: meaning(
    'no app with this key',
    'The key of the page is none of this hub. `undefined` means that a VITE_ variable was empty when it was built.',
    "Give page and server the key of one of this hub's apps.",
  ),
  4003: meaning('the app is disabled', 'Its settings say so.', 'Enable the app in the configuration of the hub.'),
  4004: meaning(
    'the app is over its connection quota',
    'More connections are open than the plan of the app allows.',
    'Close some pages, or raise the quota.',
  ),
  4005: meaning('path not found', 'The address holds no /app/KEY.', 'Pusher clients connect to /app/KEY.'),
  4006: meaning(
    'protocol version in an invalid format',
    'The query has a `protocol` that is no number.',
    'Update the client library.',
  ),
  4007: meaning(
    'protocol version not supported',
    'The client speaks a version of the protocol that the server does not.',
    'Update the client library; version 7 is the current one.',
  ),
  4008: meaning('no protocol version given', 'The query has no `protocol`.', 'Add protocol=7 to the query.'),
  4009: meaning(
    'not authorized',
    'The Origin of the page is not allowed, a signature was wrong, or somebody ended the connection for good.',
    'Was it the Origin of the page? The refused entry before this one says what was wrong.',
  ),
  4100: meaning(
    'over capacity',
    'The app has as many connections as it may have.',
    "Close some pages, or raise the app's capacity.",
  ),
  4200: meaning(
    'reconnect',
    'The server asks its clients to connect again: it is ending, or the connection was ended.',
    '',
  ),
  4201: meaning(
    'no pong in time',
    'The client was pinged and did not answer: asleep, stopped in a debugger, or gone.',
    '',
  ),
  4202: meaning('closed after inactivity', 'Nothing was said for as long as the server waits.', ''),
  4301: meaning(
    'client event rejected: too many in a second',
    'The client sends more events in a second than the app allows.',
    'Send less often, for example while typing at most once in 300 ms.',
  ),
  4302: meaning(
    'watchlist too long',
    'The sign-in names more users than are watched.',
    'The sign-in holds, with the first 100 users of its watchlist.',
  ),
};

/** What pusher-js does on a code from 4000 on, as a close code or before the handshake (its core/connection/protocol.ts). */
export function pusherReaction(code: number): string {
  if (code < 4000 || code > 4999) return '';
  if (code === 4000) return 'pusher-js connects again at once, over TLS.';
  if (code < 4100) return 'pusher-js does not connect again by itself: something has to be changed first.';
  if (code < 4200) return 'pusher-js connects again after a second.';
  if (code < 4300) return 'pusher-js connects again at once.';
  return 'As a close code pusher-js takes it for a refusal and does not connect again.';
}

/** A close or error code of the Pusher protocol, from 4000 on, without what pusher-js does. */
export function pusherCode(code: number): CodeMeaning {
  return lookUp(meanings, code);
}

/** The same with what pusher-js does at its end. */
export function pusherMeaning(code: number): CodeMeaning {
  const { words, cause, next } = pusherCode(code);
  return { words, cause, next: [next, pusherReaction(code)].filter((part) => part !== '').join(' ') };
}
