import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { isThisComputer } from '../../../hub/this-computer';

export interface Posting {
  readonly url: URL;
  readonly headers: { readonly [name: string]: string };
  readonly body: Buffer;
}

export type PostResult =
  | { readonly kind: 'answer'; readonly status: number; readonly body: Buffer; readonly headers: readonly string[] }
  /** `code` as Node names it: ECONNREFUSED, ENOTFOUND, …; ETIMEDOUT after `timeoutMs`. */
  | { readonly kind: 'failure'; readonly code: string; readonly message: string };

/** Longest part of an answer that is kept. */
const answerBytes = 65_536;
export const timeoutMs = 10_000;

/** One POST, its redirects not followed. Resolves always; `signal` ends it. */
export function post({ url, headers, body }: Posting, signal: AbortSignal): Promise<PostResult> {
  return new Promise((resolve) => {
    const begin = url.protocol === 'https:' ? httpsRequest : httpRequest;
    const failed = ({ code, message }: NodeJS.ErrnoException) =>
      resolve({ kind: 'failure', code: code ?? 'ERROR', message });
    const request = begin(
      url,
      {
        method: 'POST',
        headers: { ...headers, 'Content-Length': String(body.length) },
        agent: false,
        signal,
        // A certificate of one's own is no danger on the way from a computer to itself.
        ...(url.protocol === 'https:' ? { rejectUnauthorized: !isThisComputer(url) } : {}),
      },
      (response) => {
        const chunks: Buffer[] = [];
        let kept = 0;
        response.on('data', (chunk: Buffer) => {
          if (kept < answerBytes) {
            chunks.push(chunk.subarray(0, answerBytes - kept));
            kept += chunk.length;
          }
        });
        response.on('error', failed);
        response.on('end', () => {
          clearTimeout(timer);
          const { statusCode: status = 0, rawHeaders } = response;
          resolve({ kind: 'answer', status, body: Buffer.concat(chunks), headers: rawHeaders });
        });
      },
    );
    const timer = setTimeout(() => {
      const error: NodeJS.ErrnoException = new Error(`no answer within ${timeoutMs / 1_000} s`);
      error.code = 'ETIMEDOUT';
      request.destroy(error);
    }, timeoutMs);
    timer.unref();
    request.on('error', (error) => {
      clearTimeout(timer);
      failed(error);
    });
    request.end(body);
  });
}
