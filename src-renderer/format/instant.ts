const pad = (value: number, digits: number) => String(value).padStart(digits, '0');

/** Local time of day: 14:02:11. */
export function formatClock(atMs: number): string {
  const at = new Date(atMs);
  return [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => pad(part, 2)).join(':');
}

/** Milliseconds of a moment: 123. */
export function formatMilliseconds(atMs: number): string {
  return pad(new Date(atMs).getMilliseconds(), 3);
}

/** Local time of day with milliseconds: 14:02:11.123. */
export function formatInstant(atMs: number): string {
  return `${formatClock(atMs)}.${formatMilliseconds(atMs)}`;
}

/** ISO 8601 in local time with offset: 2026-11-25T14:02:11.123+01:00. */
export function formatIsoInstant(atMs: number): string {
  const at = new Date(atMs);
  const date = [at.getFullYear(), pad(at.getMonth() + 1, 2), pad(at.getDate(), 2)].join('-');
  const offset = -at.getTimezoneOffset();
  const zone = `${offset < 0 ? '-' : '+'}${pad(Math.floor(Math.abs(offset) / 60), 2)}:${pad(Math.abs(offset) % 60, 2)}`;
  return `${date}T${formatInstant(atMs)}${zone}`;
}
