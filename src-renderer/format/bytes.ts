import { formatCount } from './count';

const units = ['KB', 'MB', 'GB', 'TB'];

/** Decimal, since limits are: 812 B, 9.8 KB, 120 KB, 1.2 MB. */
export function formatBytes(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  let value = bytes;
  let unit = '';
  for (const name of units) {
    if (value < 1_000) break;
    value /= 1_000;
    unit = name;
  }
  return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** For a tooltip, because limits are 10,000 and 10,240 bytes and the difference matters: 9,812 B. */
export function formatExactBytes(bytes: number): string {
  return `${formatCount(bytes)} B`;
}
