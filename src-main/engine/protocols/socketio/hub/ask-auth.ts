import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';

/** What an application said to the question whether somebody may listen. */
export interface AuthAnswer {
  /** Status of its answer; 0 if it did not answer. */
  readonly status: number;
  readonly body: string;
  /** Why there was no answer, '' if there was. */
  readonly failure: string;
}

export interface AuthQuestion {
  readonly url: string;
  readonly channel: string;
  readonly headers: { readonly [name: string]: string };
}

const timeoutMs = 10_000;
/** Longest part of an answer that is read. */
const answerBytes = 65_536;

/**
 * Asks as laravel-echo-server does: a form with nothing but the channel's name, the headers its page gave to Echo and the
 * cookies of the handshake. A certificate is not checked, as there. Never rejects.
 */
export function askAuth({ url, channel, headers }: AuthQuestion): Promise<AuthAnswer> {
  return new Promise((resolve) => {
    const failed = (failure: string) => resolve({ status: 0, body: '', failure });
    const body = `channel_name=${encodeURIComponent(channel)}`;
    let address: URL;
    try {
      address = new URL(url);
    } catch {
      failed(`${url} is no address`);
      return;
    }
    const isSecure = address.protocol === 'https:';
    const begin = isSecure ? httpsRequest : httpRequest;
    try {
      const request = begin(address, {
        method: 'POST',
        agent: false,
        timeout: timeoutMs,
        headers: {
          ...headers,
          'Content-Type': 'application/x-www-form-urlencoded',
          'Content-Length': String(Buffer.byteLength(body)),
          'X-Requested-With': 'XMLHttpRequest',
        },
        ...(isSecure ? { rejectUnauthorized: false } : {}),
      });
      request.on('timeout', () => request.destroy(new Error(`no answer within ${timeoutMs / 1_000} s`)));
      request.on('error', (error) => failed(error.message));
      request.on('response', (response) => {
        const chunks: Buffer[] = [];
        let kept = 0;
        response.on('data', (chunk: Buffer) => {
          if (kept < answerBytes) {
            chunks.push(chunk);
            kept += chunk.length;
          }
        });
        response.on('error', (error) => failed(error.message));
        response.on('end', () => {
          resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString(), failure: '' });
        });
      });
      request.end(body);
    } catch (error) {
      // A header that cannot be sent: it came from a page.
      failed((error as Error).message);
    }
  });
}
