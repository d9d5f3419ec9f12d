import { parse } from 'lossless-json';

/** Where a text stops being JSON, and why. */
export interface JsonFault {
  /** UTF-16 units from the start. */
  readonly at: number;
  /** From 1. */
  readonly line: number;
  readonly column: number;
  /** "Colon ':' expected after property name but got '1'" */
  readonly reason: string;
}

/** null if the text is JSON. */
export function checkJson(text: string): JsonFault | null {
  try {
    // The same name twice is legal JSON, and what a receiver makes of it is worth trying.
    parse(text, undefined, { onDuplicateKey: () => undefined });
    return null;
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const place = / at position (\d+)$/.exec(message);
    const at = place === null ? 0 : Math.min(Number(place[1]), text.length);
    const before = text.slice(0, at).split('\n');
    return {
      at,
      line: before.length,
      column: (before.at(-1)?.length ?? 0) + 1,
      reason: place === null ? message : message.slice(0, place.index),
    };
  }
}
