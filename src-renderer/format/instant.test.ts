import { afterEach, expect, test } from 'vitest';
import { clockTag, formatClock, formatInstant, formatIsoInstant, onClock, showClock } from './instant';

const atMs = Date.UTC(2026, 10, 25, 23, 2, 11, 123);
afterEach(() => showClock('local', 0));

/** What local time is here, from what the system itself says. */
const local = new Date(atMs).toLocaleTimeString('en-GB', { hour12: false });

test('times are those of this computer, UTC, or since the start', () => {
  expect(formatInstant(atMs)).toBe(`${local}.123`);
  const iso = formatIsoInstant(atMs);
  expect(Date.parse(iso)).toBe(atMs);
  showClock('utc', 0);
  expect(formatInstant(atMs)).toBe('23:02:11.123');
  showClock('start', atMs - 3_725_123);
  expect(formatInstant(atMs)).toBe('01:02:05.123');
  expect(formatInstant(atMs + 26 * 3_600_000)).toBe('27:02:05.123');
  expect(formatIsoInstant(atMs)).toBe(iso);
});

test('the start may lie between two milliseconds', () => {
  showClock('start', atMs - 1_622.986572265625);
  expect(formatInstant(atMs)).toBe('00:00:01.623');
});

test('what came before the start is told as such, to the millisecond', () => {
  showClock('start', atMs + 12_345);
  expect(formatInstant(atMs)).toBe('−00:00:12.345');
});

test('while the start is not known the time is local, and whoever shows it is told of a change', () => {
  let told = 0;
  const off = onClock(() => {
    told += 1;
  });
  showClock('start', 0);
  expect(formatClock(atMs)).toBe(local);
  const before = clockTag();
  showClock('start', atMs);
  expect(clockTag()).not.toBe(before);
  off();
  showClock('utc', 0);
  expect(told).toBe(2);
});
