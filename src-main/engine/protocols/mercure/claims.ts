import type { JsonValue } from '../../../contract/entry';
import type { MercureDialect } from '../../../contract/mercure';
import { modernClaims } from './modern-claims';
import { classicClaims, type JsonObject, type MercureClaims, parseToken, type TokenParts } from './token';
import { namedSelector } from './topic-selector';

/** What a token says about Mercure in a dialect; a sentence if it is not as it has to be. */
export function mercureClaims(claims: JsonObject, dialect: MercureDialect): MercureClaims | string {
  return dialect === '1.0' ? modernClaims(claims) : classicClaims(claims);
}

/** The type of an access token, RFC 9068: in any case, with or without `application/`. */
export function isAccessToken({ typ }: JsonObject): boolean {
  return typeof typ === 'string' && /^(?:application\/)?at\+jwt$/i.test(typ);
}

/** The dialect a token was made for; null for what is no token. */
export function dialectOfToken(text: string): MercureDialect | null {
  const parts = parseToken(text);
  return typeof parts === 'string' ? null : dialectOfParts(parts);
}

export function dialectOfParts({ header, claims }: TokenParts): MercureDialect {
  return isAccessToken(header) || claims.authorization_details !== undefined ? '1.0' : '0.x';
}

/** What watchers are told of whoever subscribed to `text`: that of the first details whose topics match the selector itself. */
export function payloadOf({ payloads }: MercureClaims, text: string): JsonValue | undefined {
  return payloads.find(({ topics }) => topics.some((name) => namedSelector(name).matches(text)))?.payload;
}
