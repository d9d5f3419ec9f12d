import type { JsonValue } from './entry';

/** What a text holds as JSON; undefined if it is none. */
export function parseJson(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}

export function isJson(text: string): boolean {
  return parseJson(text) !== undefined;
}

export type JsonObject = { readonly [name: string]: JsonValue };

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** An object's members; none where it is no object, so that what a peer sent can be read without asking first. */
export function membersOf(value: unknown): Partial<JsonObject> {
  return isObject(value) ? value : {};
}
