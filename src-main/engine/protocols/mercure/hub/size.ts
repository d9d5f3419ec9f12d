/** What a hub of 1.0 takes of a body; one of 0.x takes what the listener does. */
const mostBytes = 1_048_576;

/** null is a body that was longer than the listener takes. */
export function isTooLong(body: Buffer | null): boolean {
  return body === null || body.length > mostBytes;
}
