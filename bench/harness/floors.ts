import { readFileSync } from 'node:fs';

/** The floor of each figure, as a ratio of which more is better. */
export function readFloors(): Readonly<Record<string, number>> {
  return JSON.parse(readFileSync('bench/floors.json', 'utf8')) as Record<string, number>;
}
