import type { IncomingMessage } from 'node:http';
import { isUrl } from '../is-url';
import type { Dial, HttpCall } from './dial';

const maxRedirects = 5;
/** Headers that are for one host only. */
const credentials = ['authorization', 'cookie', 'proxy-authorization'];

export interface Followed {
  readonly response: IncomingMessage;
  /** After redirects. */
  readonly url: string;
}

/** The first answer that is no redirect. Names of headers are in lower case; credentials do not go to another origin. */
export async function follow(dial: Dial, call: HttpCall): Promise<Followed> {
  let { url, method = 'GET', body, headers = {}, ...rest } = call;
  for (let hops = 0; ; hops += 1) {
    const response = await dial.http({ ...rest, url, method, headers, ...(body === undefined ? {} : { body }) });
    response.on('error', () => {});
    const { statusCode = 0, headers: answer } = response;
    const isRedirect = [301, 302, 303, 307, 308].includes(statusCode) && answer.location !== undefined;
    if (!isRedirect || hops >= maxRedirects || !isUrl(answer.location ?? '', url)) return { response, url };
    response.resume();
    const next = new URL(answer.location ?? '', url);
    if (next.origin !== new URL(url).origin) {
      headers = Object.fromEntries(Object.entries(headers).filter(([name]) => !credentials.includes(name)));
    }
    if (statusCode === 303 || (method === 'POST' && statusCode < 303)) [method, body] = ['GET', undefined];
    url = next.href;
  }
}

/** What an answer begins with, as text, `maxBytes` at most; the rest is not waited for. Never rejects. */
export async function beginningOf(response: IncomingMessage, maxBytes: number, timeoutMs: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const patience = setTimeout(() => response.destroy(), timeoutMs);
  try {
    for await (const chunk of response) {
      chunks.push(chunk as Buffer);
      bytes += (chunk as Buffer).length;
      if (bytes >= maxBytes) break;
    }
  } catch {
    // What came before it broke is all there is to show.
  } finally {
    clearTimeout(patience);
    response.destroy();
  }
  return Buffer.concat(chunks).subarray(0, maxBytes).toString();
}
