import { randomUUID } from 'node:crypto';
import type { JsonValue } from '../../../../contract/entry';
import { parseJson } from '../../../../contract/json-text';
import type { MintedToken, MintInput } from '../../../../contract/mercure';
import { ProblemError } from '../../../../contract/problem';
import { checkedMatcher, detailType } from '../modern-claims';
import { type Matcher, matcherOf } from '../upgrade';
import { type SigningKey, signed } from './signing-key';

/** What a token is to say. Its key is given apart. */
export type Wish = Omit<MintInput, 'secret' | 'algorithm'>;

/**
 * A token with these rights. 0.x: the claim `mercure`; 1.0: the profile of RFC 9068 with `authorization_details` of RFC 9396.
 * Throws a ProblemError 'bad-input'.
 */
export async function mintToken(input: Wish, key: SigningKey, nowMs: number): Promise<MintedToken> {
  const payload = input.payload.trim() === '' ? undefined : parseJson(input.payload);
  if (payload === undefined && input.payload.trim() !== '') {
    throw new ProblemError('bad-input', 'The payload is no JSON.', 'Write {"user":42}, or nothing.');
  }
  const issuedAt = Math.floor(nowMs / 1_000);
  const isModern = input.dialect === '1.0';
  const claims = (isModern ? modernClaims : classicClaims)(input, payload as JsonValue | undefined, issuedAt);
  const token = await signed(claims, isModern ? 'at+jwt' : 'JWT', key);
  return { token, claims: JSON.stringify(claims, null, 2), warnings: warningsOf(input, key) };
}

function classicClaims({ publish, subscribe, expiresInS }: Wish, payload: JsonValue | undefined, iat: number): object {
  return {
    mercure: { publish, subscribe, ...(payload === undefined ? {} : { payload }) },
    ...(expiresInS === null ? {} : { iat, exp: iat + expiresInS }),
  };
}

const usualLifetimeS = 3_600;

function modernClaims(input: Wish, payload: JsonValue | undefined, iat: number): object {
  const detail = (action: string, selectors: readonly string[]) =>
    selectors.length === 0
      ? []
      : [
          {
            type: detailType,
            actions: [action],
            topics: selectors.map(checkedTopic),
            ...(payload === undefined || action !== 'subscribe' ? {} : { payload }),
          },
        ];
  if (payload !== undefined && (typeof payload !== 'object' || payload === null || Array.isArray(payload))) {
    throw new ProblemError(
      'bad-input',
      'The payload is no object.',
      'Protocol 1.0 takes {"user":42} and no bare value.',
    );
  }
  const { issuer = '', audience = '' } = input;
  return {
    iss: issuer,
    aud: audience,
    sub: 'hubbub',
    client_id: 'hubbub',
    iat,
    exp: iat + (input.expiresInS ?? usualLifetimeS),
    jti: randomUUID(),
    authorization_details: [...detail('publish', input.publish), ...detail('subscribe', input.subscribe)],
  };
}

const parameter = /^match(?:_(exact|urlpattern))?=(.*)$/s;

/** A matcher as it is written in an address, or a selector of 0.x. Throws a ProblemError for a pattern that is none. */
function checkedTopic(text: string): Matcher {
  const [whole, type = 'exact', value = ''] = parameter.exec(text) ?? [];
  const topic =
    whole === undefined
      ? matcherOf(text)
      : { match: value, ...(type === 'urlpattern' ? ({ match_type: type } as const) : {}) };
  const fault = checkedMatcher(topic.match, topic.match_type ?? 'exact');
  if (typeof fault === 'string' || topic.match === '') {
    const why = typeof fault === 'string' ? fault : 'is empty';
    throw new ProblemError(
      'bad-input',
      `The selector "${text}" ${why}.`,
      'Write match=TOPIC or match_urlpattern=https://example.com/:id.',
    );
  }
  return topic;
}

function warningsOf({ publish, subscribe, dialect, expiresInS }: Wish, key: SigningKey): readonly string[] {
  return [
    key.warning,
    publish.length === 0 && subscribe.length === 0
      ? 'It grants nothing: with it only public updates can be received.'
      : '',
    dialect === '1.0' && expiresInS === null ? 'Tokens of 1.0 have to expire: this one does in an hour.' : '',
    dialect === '1.0' && key.algorithm === 'HS256'
      ? 'A hub of 1.0 takes HS256 only where an issuer is configured with it; most have public keys.'
      : '',
  ].filter((one) => one !== '');
}
