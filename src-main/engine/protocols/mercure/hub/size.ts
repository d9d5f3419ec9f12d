/** What a hub of 1.0 takes of a body; one of 0.x takes what the listener does. */
export const modernBytes = 1_048_576;

/** null is a body that was longer than the listener takes. */
export function isTooLong(body: Buffer | null): boolean {
  return body === null || body.length > modernBytes;
}

/** How large a body said it was, and how large it may be. */
export function sizes(contentLength: string | undefined, most: number) {
  const bytes = Number(contentLength);
  const more = `more than ${most.toLocaleString('en')} bytes`;
  return {
    received: Number.isSafeInteger(bytes) && bytes > 0 ? `${bytes.toLocaleString('en')} bytes` : more,
    expected: `at most ${most.toLocaleString('en')} bytes`,
  };
}
