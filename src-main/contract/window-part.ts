/**
 * Which part of the page a window shows, as the hash of its address says. A part that is not the main one names the page it
 * belongs to, so that those of several tabs do not mix.
 */
export type WindowPart = { readonly name: 'main' } | SidePart;
export interface SidePart {
  readonly name: (typeof sideParts)[number];
  /** Id of the main page. */
  readonly of: string;
}

export const sideParts = ['inspector', 'mini'] as const;

const idPattern = /^[\w-]{8,64}$/;

/** '#inspector=ID' */
export function hashOf({ name, of }: SidePart): string {
  return `#${name}=${of}`;
}

export function partOf(hash: string): WindowPart {
  const [, name, of] = /^#(\w+)=(.*)$/.exec(hash) ?? [];
  return readSidePart({ name, of }) ?? { name: 'main' };
}

/** What a page asked to be opened, checked; null if there is no such part. */
export function readSidePart(value: unknown): SidePart | null {
  const { name, of } = (value ?? {}) as Partial<SidePart>;
  const known = sideParts.find((one) => one === name);
  return known === undefined || typeof of !== 'string' || !idPattern.test(of) ? null : { name: known, of };
}
