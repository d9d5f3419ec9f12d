import { withUnit } from '../../../format/duration';

const units = [
  [86_400_000, 'd'],
  [3_600_000, 'h'],
  [60_000, 'min'],
  [1_000, 's'],
] as const;

/** A round time in its largest unit: 0 s, 250 ms, 35 s, 2 min, 1.5 h. */
export function roundTime(ms: number): string {
  const found = units.find(([length]) => ms >= length && (ms / length) % 0.5 === 0);
  if (found !== undefined) return withUnit(ms / found[0], found[1]);
  return ms === 0 ? withUnit(0, 's') : withUnit(ms, 'ms');
}
