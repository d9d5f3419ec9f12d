import type { ProjectPlace } from '../../../contract/project';

/** What an expression of a config file comes to, as far as it can be told without running anything. */
export type PhpValue = PhpScalar | PhpArray | PhpUnknown;

export interface PhpScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** The variable of the environment it hangs on, set or not; '' if on none. */
  readonly env: string;
  /** Where it was set: the line of the `.env`, or that of the config file for a text or a default. */
  readonly place: ProjectPlace;
}

export interface PhpArray {
  readonly kind: 'array';
  readonly items: ReadonlyMap<string, PhpValue>;
  readonly place: ProjectPlace;
}

/** It calls something that would have to be run. */
export interface PhpUnknown {
  readonly kind: 'unknown';
  readonly env: string;
  readonly place: ProjectPlace;
}

/** The value at a path of keys: ('connections', 'pusher', 'key'). null if there is none. */
export function at(value: PhpValue | null, ...path: readonly string[]): PhpValue | null {
  let found = value;
  for (const key of path) found = found?.kind === 'array' ? (found.items.get(key) ?? null) : null;
  return found;
}

/** A scalar as PHP would put it into a text. null for null, arrays and what is not known. */
export function textOf(value: PhpValue | null): string | null {
  if (value?.kind !== 'scalar' || value.value === null) return null;
  return typeof value.value === 'boolean' ? (value.value ? '1' : '') : String(value.value);
}

/** Keys of an array, in order. */
export function keysOf(value: PhpValue | null): readonly string[] {
  return value?.kind === 'array' ? [...value.items.keys()] : [];
}

export function isTruthy(value: PhpValue): boolean {
  if (value.kind === 'array') return value.items.size > 0;
  return value.kind === 'scalar' && !['', '0', 0, false, null].includes(value.value);
}
