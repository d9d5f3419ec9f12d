import { createHmac } from 'node:crypto';
import type { JsonValue } from '../../../../contract/entry';
import { parseJson } from '../../../../contract/json-text';
import type { MintedToken, MintInput } from '../../../../contract/mercure';
import { ProblemError } from '../../../../contract/problem';
import { secretWarning } from '../hub/key-ring';
import { everything } from '../topic-selector';
import { parseUriTemplate } from '../uri-template';

/** `type` of the details of a 1.0 token that are Mercure's. */
const detailType = 'https://mercure.rocks/authorization-detail';

/**
 * A token with these rights. 0.x: the claim `mercure`; 1.0: the profile of RFC 9068 with `authorization_details` of RFC 9396.
 * Throws a ProblemError 'bad-input'.
 */
export function mintToken(input: MintInput, secret: string, nowMs: number): MintedToken {
  const payload = input.payload.trim() === '' ? undefined : parseJson(input.payload);
  if (payload === undefined && input.payload.trim() !== '') {
    throw new ProblemError('bad-input', 'The payload is no JSON.', 'Write {"user":42}, or nothing.');
  }
  const issuedAt = Math.floor(nowMs / 1_000);
  const claims =
    input.dialect === '1.0'
      ? modernClaims(input, payload as JsonValue | undefined, issuedAt)
      : classicClaims(input, payload as JsonValue | undefined, issuedAt);
  const header = { typ: input.dialect === '1.0' ? 'at+jwt' : 'JWT', alg: 'HS256' };
  const signed = `${part(header)}.${part(claims)}`;
  const token = `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
  return { token, claims: JSON.stringify(claims, null, 2), warnings: warningsOf(input, secret) };
}

function classicClaims(
  { publish, subscribe, expiresInS }: MintInput,
  payload: JsonValue | undefined,
  iat: number,
): object {
  return {
    mercure: { publish, subscribe, ...(payload === undefined ? {} : { payload }) },
    ...(expiresInS === null ? {} : { iat, exp: iat + expiresInS }),
  };
}

const usualLifetimeS = 3_600;

function modernClaims(input: MintInput, payload: JsonValue | undefined, iat: number): object {
  const detail = (action: string, selectors: readonly string[]) =>
    selectors.length === 0
      ? []
      : [
          {
            type: detailType,
            actions: [action],
            topics: selectors.map(matcherOf),
            ...(payload === undefined || action !== 'subscribe' ? {} : { payload }),
          },
        ];
  return {
    iss: input.issuer || 'https://localhost',
    aud: input.audience || 'http://127.0.0.1:6001/.well-known/mercure',
    iat,
    exp: iat + (input.expiresInS ?? usualLifetimeS),
    authorization_details: [...detail('publish', input.publish), ...detail('subscribe', input.subscribe)],
  };
}

/** A 0.x selector as 1.0 writes it: templates became URL patterns, which stop at a slash as plain variables do. */
export function matcherOf(selector: string): { readonly match: string; readonly match_type?: 'urlpattern' } {
  if (selector === everything || parseUriTemplate(selector) === null) {
    return { match: selector };
  }
  const pattern = selector.replace(/\{\+?[#]?([A-Za-z_][A-Za-z0-9_]*)[^}]*\}/g, (whole, name: string) =>
    whole.startsWith('{+') || whole.startsWith('{#') ? '*' : `:${name}`,
  );
  return { match: pattern, match_type: 'urlpattern' };
}

function warningsOf({ publish, subscribe, dialect, expiresInS }: MintInput, secret: string): readonly string[] {
  return [
    secretWarning(secret),
    publish.length === 0 && subscribe.length === 0
      ? 'It grants nothing: with it only public updates can be received.'
      : '',
    dialect === '1.0' && expiresInS === null ? 'Tokens of 1.0 have to expire: this one does in an hour.' : '',
    dialect === '1.0'
      ? 'A hub of 1.0 takes HS256 only where an issuer is configured with it; most have public keys.'
      : '',
  ].filter((one) => one !== '');
}

function part(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}
