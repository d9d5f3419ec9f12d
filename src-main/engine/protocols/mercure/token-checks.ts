import { type MercureDialect, type TokenCheckName, tokenChecksOf } from '../../../contract/mercure';
import { isoInstant } from '../../formats/iso-instant';
import { mercureClaims } from './claims';
import { type JsonObject, numericDate } from './token';

/** Which of the checks a refusal's own name for its check belongs to. */
const checkOf: Readonly<Record<string, TokenCheckName>> = {
  header: 'found',
  query: 'found',
  origin: 'found',
  token: 'found',
  key: 'signature',
  'not before': 'expiry',
};

/** Place of the check a refusal ended at; -1 for one that is no check of a token. */
export function checkAt(check: string, dialect: MercureDialect): number {
  return tokenChecksOf(dialect).indexOf(checkOf[check] ?? (check as TokenCheckName));
}

/** When a token ends, seen from a time. */
export function expiryWords(claims: JsonObject, atMs: number): string {
  const exp = numericDate(claims, 'exp');
  if (typeof exp !== 'number') {
    return exp === null ? 'exp is no number' : 'never';
  }
  const words = isoInstant(exp * 1_000);
  const isAhead = exp * 1_000 > atMs;
  return `${words}, ${isAhead ? 'in' : ''} ${Math.abs(Math.round(exp - atMs / 1_000))} s${isAhead ? '' : ' before'}`;
}

/** What a token says about Mercure, or what is wrong with it. */
export function claimWords(claims: JsonObject, dialect: MercureDialect): string {
  const found = mercureClaims(claims, dialect);
  if (typeof found === 'string') {
    return found;
  }
  const words = (name: string, list: readonly string[] | null) =>
    list === null ? `no ${name}` : `${name} ${list.length === 0 ? 'nothing' : list.join(', ')}`;
  return `${words('publish', found.publish)}; ${words('subscribe', found.subscribe)}`;
}

/** A claim that is a text, or a list of texts. */
export function textsOf(value: JsonObject[string] | undefined): string {
  const texts = (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  return texts.length === 0 ? 'none' : texts.join(', ');
}
