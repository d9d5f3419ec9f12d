import { type CodeMeaning, lookUp, meaning } from './codes/code-meaning';
import { limits } from './limits';

const largest = limits.frameBytes.toLocaleString('en');

const meanings: Readonly<Record<number, CodeMeaning>> = {
  1000: meaning('normal closure', 'Whoever closed it meant to.', 'There is nothing to do.'),
  1001: meaning(
    'going away (page closed or reloaded)',
    'The page was closed, reloaded or left; or the server is ending.',
    'A reloaded page connects again by itself.',
  ),
  1002: meaning(
    'broken WebSocket frame',
    'The bytes were no WebSocket frame.',
    'Is a proxy or a hand-written client in between?',
  ),
  1003: meaning('unsupported data', 'The message was of a kind that is not served.', 'Send JSON text.'),
  1005: meaning(
    'no code given',
    'The close frame was empty, as some libraries send it when they end normally.',
    'There is nothing to do.',
  ),
  1006: meaning(
    'no close frame',
    'The socket ended without a goodbye: a page or process was killed, the network went away, a computer fell asleep, or a proxy gave up.',
    'If many live equally long, raise the idle timeout of the proxy. Clients connect again by themselves.',
  ),
  1007: meaning(
    'text that is not valid UTF-8',
    'A text message held bytes that are no text.',
    'Send text as UTF-8, and binary data as a string (base64).',
  ),
  1008: meaning(
    'policy violation, or a message in too many pieces',
    'The other side does not accept what was sent, or who sent it.',
    'Send a message in one frame, or in a few.',
  ),
  1009: meaning(
    `message larger than ${largest} bytes`,
    'One message was larger than the receiver takes.',
    'Send an id and let the receivers fetch the rest. A client that connects again and sends the same is closed again.',
  ),
  1010: meaning(
    'an extension is missing',
    'The client wanted an extension that the server did not offer.',
    'Make it optional in the client; this hub uses none.',
  ),
  1011: meaning('internal error', 'The other side failed.', 'Its log has the reason.'),
  1012: meaning('service restart', 'The server is being restarted.', 'Clients come back by themselves.'),
  1013: meaning('try again later', 'The server is overloaded.', 'Clients come back by themselves.'),
  1014: meaning(
    'bad gateway',
    'A proxy in between could not reach the server behind it.',
    'Is the server running, and does the proxy point at its port?',
  ),
  1015: meaning(
    'TLS handshake failed',
    'The certificate was not accepted, or the other side speaks no TLS on this port.',
    'Open the https:// address in the browser once to see what it says of the certificate.',
  ),
};

/** A WebSocket close code, RFC 6455 section 7.4.1 and its registry. Protocols have codes of their own from 4000 on. */
export function closeMeaning(code: number): CodeMeaning {
  return lookUp(meanings, code);
}

/** The code in a few words, '' for one the RFC does not name. */
export function closeWords(code: number): string {
  return closeMeaning(code).words;
}
