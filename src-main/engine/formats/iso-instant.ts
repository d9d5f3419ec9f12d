/**
 * An instant in ISO 8601, in UTC. Of a year that no Date holds it is the number itself: peers send any, and a Date would throw.
 * @param ms since 1970
 */
export function isoInstant(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? `${ms} ms since 1970` : date.toISOString();
}
