import type { IncomingHttpHeaders } from 'node:http';
import { httpMeaning } from '../../contract/codes/http-codes';
import { meaningInText, systemMeaning } from '../../contract/codes/system-codes';
import type { Problem } from '../../contract/problem';
import { ProblemError, toProblem } from '../../contract/problem';
import { redactQuery } from '../capture/redact';

/** Why nothing could be reached at an address, in words. */
export function dialProblem(error: unknown, url: string): Problem {
  if (error instanceof ProblemError) return toProblem(error);
  const { code = '', message } = error as NodeJS.ErrnoException;
  const where = placeOf(url);
  if (code === 'ERR_INVALID_URL' || error instanceof SyntaxError || message.startsWith('Invalid URL')) {
    return {
      code: 'bad-input',
      message: `${redactQuery(url)} is no address to connect to.`,
      hint: 'Write scheme, host and port: ws://127.0.0.1:8080.',
    };
  }
  const told = systemMeaning(code);
  const meaning = told.words === '' ? (meaningInText(`${code} ${message}`)?.meaning ?? told) : told;
  if (/timed out/i.test(message) || code === 'ETIMEDOUT') {
    const { words, cause, next } = systemMeaning('ETIMEDOUT');
    return { code: 'unreachable', message: `${where}: ${words}. ${cause}`, hint: next };
  }
  if (meaning.words !== '') {
    return {
      code: 'unreachable',
      message: `${where}: ${meaning.words} (${code || message}). ${meaning.cause}`,
      hint: meaning.next,
    };
  }
  return { code: 'unreachable', message: `${where} could not be reached: ${message || code}.`, hint: '' };
}

/** A server answered a WebSocket handshake (or another request that had to succeed) with an ordinary HTTP answer. */
export function answeredProblem(url: string, status: number, headers: IncomingHttpHeaders, body: string): Problem {
  const { words, cause, next } = httpMeaning(status);
  // Ratchet and many in PHP name themselves in the second alone.
  const name = headers.server ?? headers['x-powered-by'];
  const server = name === undefined ? '' : ` It calls itself ${name}.`;
  const said = body.trim() === '' ? '' : ` It said: ${body.trim().replace(/\s+/g, ' ').slice(0, 200)}`;
  return {
    code: 'refused',
    message: `${placeOf(url)} answered ${status}${words === '' ? '' : ` (${words})`}.${server}${said}`,
    hint:
      status === 200
        ? 'Something else than a realtime server answers there: compare host, port and path.'
        : `${cause} ${next}`.trim(),
  };
}

/** Scheme, host and port of an address. */
export function placeOf(url: string): string {
  try {
    const { protocol, host } = new URL(url);
    return `${protocol}//${host}`;
  } catch {
    return redactQuery(url);
  }
}
