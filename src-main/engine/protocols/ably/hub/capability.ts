import type { JsonValue } from '../../../../contract/entry';
import { isObject, parseJson } from '../../../../contract/json-text';

/** What a key or a token may do: operations by channel pattern (https://ably.com/docs/auth/capabilities). */
export type Capability = { readonly [pattern: string]: readonly string[] };

export type Operation = 'publish' | 'subscribe' | 'presence' | 'history' | 'channel-metadata';

/** A key of the hub may do everything. */
export const everything: Capability = { '*': ['*'] };

/** null if the text is no capability. '' and {} say what the key may do. */
export function readCapability(value: JsonValue | undefined): Capability | null {
  const parsed = typeof value === 'string' ? (value === '' ? {} : parseJson(value)) : (value ?? {});
  if (!isObject(parsed)) return null;
  const entries = Object.entries(parsed);
  const isFit = entries.every(([, list]) => Array.isArray(list) && list.every((one) => typeof one === 'string'));
  return !isFit ? null : entries.length === 0 ? everything : (parsed as Capability);
}

export function mayDo(capability: Capability, operation: Operation, channel: string): boolean {
  return Object.entries(capability).some(
    ([pattern, operations]) => fits(pattern, channel) && operations.some((one) => one === '*' || one === operation),
  );
}

/** `*` stands for any text where it is a part of its own: `*`, `private:*`, `*:updates` and `a:*:b`. */
function fits(pattern: string, channel: string): boolean {
  if (pattern === '*' || pattern === channel) return true;
  const parts = pattern.split(':');
  const names = channel.split(':');
  const isOpen = parts.at(-1) === '*';
  if (isOpen ? names.length < parts.length : names.length !== parts.length) return false;
  return parts.every((part, at) => part === '*' || part === names[at]);
}
