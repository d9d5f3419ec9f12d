import type { IncomingHttpHeaders } from 'node:http';
import { limits } from '../../contract/limits';
import type { Problem } from '../../contract/problem';
import type { WebSocketCall } from './dial';
import { dialProblem, placeOf } from './dial-problem';

/** A server answered 101, and yet there is no WebSocket (RFC 6455 section 4.1); or nothing answered. */
export function handshakeProblem(error: Error, call: WebSocketCall, answer: IncomingHttpHeaders): Problem {
  const where = placeOf(call.url);
  const offered = (call.protocols ?? []).join(', ');
  const chosen = answer['sec-websocket-protocol'] ?? '';
  const told = (message: string, hint: string): Problem => ({ code: 'refused', message: `${where} ${message}`, hint });
  switch (error.message) {
    case 'Server sent no subprotocol':
      return told(
        `accepted the WebSocket, but chose none of the subprotocols it was offered (${offered}).`,
        'It speaks none of them: offer no subprotocol, or the one it knows. Browsers end such a connection too.',
      );
    case 'Server sent an invalid subprotocol':
      return told(
        chosen.includes(',')
          ? `sent the whole list of offered subprotocols back ("${chosen}") instead of choosing one, as servers on Swoole do.`
          : `chose the subprotocol "${chosen}", which it was not offered (${offered}).`,
        chosen.includes(',') ? 'Offer one subprotocol at most.' : `Offer ${chosen}.`,
      );
    case 'Server sent a subprotocol but none was requested':
      return told(`chose the subprotocol "${chosen}", though none was offered.`, `Offer ${chosen}.`);
    case 'Invalid Sec-WebSocket-Accept header':
      return told(
        'answered 101 with a Sec-WebSocket-Accept that does not belong to the key it was sent.',
        'A cache or proxy in between answers in the place of the server, or the server is hand-written.',
      );
    case 'Invalid Upgrade header':
      return told('answered 101 without "Upgrade: websocket".', 'A proxy in between takes that header out.');
  }
  if (/Sec-WebSocket-Extensions/.test(error.message)) {
    return told(
      `chose extensions it was not offered ("${answer['sec-websocket-extensions'] ?? ''}").`,
      'Switch permessage-deflate the other way, and compare.',
    );
  }
  return dialProblem(error, call.url);
}

const largest = limits.sessionFrameBytes.toLocaleString('en');

/** Why we ended a WebSocket that was open: what it sent was none, or too large. The code is the one we close it with. */
export function brokenFrame(error: Error): { code: number; words: string } {
  const { code = '' } = error as NodeJS.ErrnoException;
  if (code === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') {
    return { code: 1009, words: `The server sent a message larger than ${largest} bytes; it was not taken.` };
  }
  if (code === 'WS_ERR_INVALID_UTF8') return { code: 1007, words: 'The server sent a text message that is no UTF-8.' };
  if (code.startsWith('WS_ERR_')) {
    return { code: 1002, words: `The server sent bytes that are no WebSocket frame (${plainWords(error.message)}).` };
  }
  return { code: 1006, words: plainWords(error.message) || code };
}

function plainWords(message: string): string {
  return message.replace(/^Invalid WebSocket frame: /, '');
}
