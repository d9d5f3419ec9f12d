/** 2026-11-23 06:44:25, in UTC, as laravel-websockets stores times. */
export function utcText(ms: number): string {
  return new Date(ms).toISOString().slice(0, 19).replace('T', ' ');
}
