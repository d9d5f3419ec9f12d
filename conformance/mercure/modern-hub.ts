import type { SentHeaders } from '../../src-main/engine/protocols/mercure/mercure-client.test-support';
import { token } from '../../src-main/engine/protocols/mercure/mercure-client.test-support';
import { MercureHub } from './mercure-hub';

/** A topic, or a matcher as it stands in a token. */
type Topic = string | { readonly match: string; readonly match_type?: string };

/** What a token of these tests grants. */
export interface Rights {
  readonly publish?: readonly Topic[];
  readonly subscribe?: readonly Topic[];
  readonly payload?: object;
}

export const detailType = 'https://mercure.rocks/authorization-detail';
export const accessToken = { alg: 'HS256', typ: 'at+jwt' };

/** The same hub, spoken to in 1.0. */
export class ModernHub extends MercureHub {
  override readonly cursorHeader = 'mercure-last-event-id';
  override readonly cookieName = this.target.cookie ?? '__Secure-mercure_access_token';

  /** Claims that are needed, with these over them. */
  claims(rights: Rights, more: object = {}): object {
    const detail = (action: string, topics: readonly Topic[] = []) =>
      topics.length === 0
        ? []
        : [
            {
              type: detailType,
              actions: [action],
              topics: topics.map((one) => (typeof one === 'string' ? { match: one } : one)),
              ...(rights.payload === undefined ? {} : { payload: rights.payload }),
            },
          ];
    return {
      iss: this.target.issuer,
      aud: this.target.audience ?? this.url,
      sub: 'conformance',
      client_id: 'conformance',
      exp: Math.floor(Date.now() / 1_000) + 600,
      authorization_details: [...detail('publish', rights.publish), ...detail('subscribe', rights.subscribe)],
      ...more,
    };
  }

  override token(rights: Rights, more: object = {}, secret = this.secret, header: object = accessToken): string {
    return token(this.claims(rights, more), secret, header);
  }

  override bearer(rights: Rights, more: object = {}): SentHeaders {
    return { authorization: `Bearer ${this.token(rights, more)}` };
  }

  override asking(selector: string): string {
    return `match=${encodeURIComponent(selector)}`;
  }

  override cursor(id: string): string {
    return `&last_event_id=${encodeURIComponent(id)}`;
  }
}
