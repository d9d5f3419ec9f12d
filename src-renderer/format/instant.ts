const pad = (value: number, digits: number) => String(value).padStart(digits, '0');

/** Local time of day with milliseconds: 14:02:11.123. */
export function formatInstant(atMs: number): string {
  const at = new Date(atMs);
  const clock = [at.getHours(), at.getMinutes(), at.getSeconds()].map((part) => pad(part, 2)).join(':');
  return `${clock}.${pad(at.getMilliseconds(), 3)}`;
}
