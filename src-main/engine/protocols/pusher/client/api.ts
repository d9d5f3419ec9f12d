import type { KeyObject } from 'node:crypto';
import type { Dial, TlsChoice } from '../../../clients/dial';
import type { Clock } from '../../../clock';
import { md5, prepareSecret, requestStringToSign, sign } from '../signature';
import type { Routes } from './target';

export interface ApiAnswer {
  readonly status: number;
  readonly text: string;
  /** Path and query as requested, without the signature. */
  readonly request: string;
}

/** The HTTP API of a server, signed as an SDK signs (reference 4.3). */
export class SignedApi {
  private readonly secret: KeyObject;

  constructor(
    private readonly dial: Dial,
    private readonly clock: Clock,
    private readonly routes: Routes,
    private readonly app: { readonly id: string; readonly key: string; readonly secret: string },
    private readonly tls: TlsChoice,
  ) {
    this.secret = prepareSecret(app.secret);
  }

  /** `path`: behind /apps/ID. Rejects with a ProblemError 'unreachable'. */
  async call(
    method: 'GET' | 'POST',
    path: string,
    params: Readonly<Record<string, string>>,
    body = '',
  ): Promise<ApiAnswer> {
    const signedPath = `/apps/${this.app.id}${path}`;
    const query = Object.entries({
      ...params,
      auth_key: this.app.key,
      auth_timestamp: String(Math.floor(this.clock.nowMs() / 1_000)),
      auth_version: '1.0',
      ...(body === '' ? {} : { body_md5: md5(Buffer.from(body)) }),
    }).sort(([left], [right]) => (left < right ? -1 : 1));
    const signature = sign(this.secret, requestStringToSign(method, signedPath, query));
    const sent = query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
    const { status, body: answer } = await this.dial.fetch({
      url: `${this.routes.api}${this.routes.path}${signedPath}?${sent}&auth_signature=${signature}`,
      method,
      headers: { 'content-type': 'application/json', 'x-pusher-library': 'hubbub' },
      ...(body === '' ? {} : { body }),
      tls: this.tls,
    });
    const shown = Object.entries(params)
      .map(([name, value]) => `${name}=${value}`)
      .join('&');
    return { status, text: answer.toString(), request: `${signedPath}${shown === '' ? '' : `?${shown}`}` };
  }
}
