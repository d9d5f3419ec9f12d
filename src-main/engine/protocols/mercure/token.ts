import type { JsonValue } from '../../../contract/entry';
import { classicName } from './topic-selector';

export type JsonObject = { readonly [name: string]: JsonValue };

/** A JSON Web Token taken apart, nothing of it checked. */
export interface TokenParts {
  readonly header: JsonObject;
  readonly claims: JsonObject;
}

/** What a token says about Mercure, in either dialect: names of selectors. null where it says nothing. */
export interface MercureClaims {
  readonly publish: readonly string[] | null;
  readonly subscribe: readonly string[] | null;
  readonly payloads: readonly TokenPayload[];
}

/** What is told of a subscriber to those who watch, with the selectors it belongs to. */
export interface TokenPayload {
  readonly topics: readonly string[];
  readonly payload: JsonValue | undefined;
}

/** Entries of one list of selectors; a token with more is refused. */
export const maxSelectors = 1_000;

/** Objects and lists within each other in one part of a token; with more it is none. */
const maxDepth = 100;

/** A sentence in place of the parts if it is no token. */
export function parseToken(token: string): TokenParts | string {
  const parts = token.split('.');
  if (parts.length !== 3) {
    const count = parts.length === 1 ? 'no dots' : `${parts.length - 1} ${parts.length === 2 ? 'dot' : 'dots'}`;
    return `It has ${count}; a JSON Web Token is three parts with two dots between them.`;
  }
  const header = parsePart(parts[0] as string);
  if (header === null) {
    return 'Its first part, the header, is no JSON object in base64url.';
  }
  const claims = parsePart(parts[1] as string);
  return claims === null ? 'Its second part, the claims, is no JSON object in base64url.' : { header, claims };
}

function parsePart(text: string): JsonObject | null {
  if (!/^[A-Za-z0-9_-]+$/.test(text)) {
    return null;
  }
  try {
    const value = JSON.parse(Buffer.from(text, 'base64url').toString()) as JsonValue;
    return isObject(value) && !isDeeper(value, maxDepth) ? value : null;
  } catch {
    return null;
  }
}

function isObject(value: JsonValue): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whoever sends a token chooses how deep it is, and what walks through it later does so on the stack. */
function isDeeper(value: JsonValue, levels: number): boolean {
  if (typeof value !== 'object' || value === null) {
    return false;
  }
  return levels === 0 || Object.values(value).some((one: JsonValue) => isDeeper(one, levels - 1));
}

/** Of 0.x: the claim `mercure`, or `https://mercure.rocks/`, which wins. A sentence if it is not as it has to be. */
export function classicClaims(claims: JsonObject): MercureClaims | string {
  const name = claims['https://mercure.rocks/'] === undefined ? 'mercure' : 'https://mercure.rocks/';
  const value = claims[name];
  if (value === undefined || value === null) {
    return { publish: null, subscribe: null, payloads: [] };
  }
  if (typeof value !== 'object' || Array.isArray(value)) {
    return `Its claim "${name}" is no object.`;
  }
  const { publish, subscribe, payload } = value as JsonObject;
  for (const [role, list] of [
    ['publish', publish],
    ['subscribe', subscribe],
  ] as const) {
    const fault = listFault(list);
    if (fault !== '') {
      return `Its claim ${name}.${role} ${fault}.`;
    }
  }
  const payloads = payload === undefined ? [] : [{ topics: ['*'], payload }];
  return { publish: listOf(publish), subscribe: listOf(subscribe), payloads };
}

function listFault(list: JsonValue | undefined): string {
  if (list === undefined || list === null) {
    return '';
  }
  if (!Array.isArray(list) || !list.every((one) => typeof one === 'string')) {
    return 'is no list of topic selectors: it has to look like ["*"]';
  }
  return list.length > maxSelectors ? `has ${list.length} entries, more than ${maxSelectors}` : '';
}

function listOf(list: JsonValue | undefined): readonly string[] | null {
  return Array.isArray(list) ? (list as readonly string[]).map(classicName) : null;
}

/** Seconds since the epoch, with fractions (lcobucci/jwt writes microseconds). undefined if not there, null if no number. */
export function numericDate(claims: JsonObject, name: 'exp' | 'nbf'): number | null | undefined {
  const value = claims[name];
  return value === undefined || typeof value === 'number' ? value : null;
}
