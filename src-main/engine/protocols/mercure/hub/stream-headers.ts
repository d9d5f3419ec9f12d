/** What the reference hub says at the head of a stream; names and values in turn. */
export const streamHeaders: readonly string[] = [
  'Content-Type',
  'text/event-stream',
  'Cache-Control',
  'private, no-cache, no-store, must-revalidate, max-age=0',
  'Pragma',
  'no-cache',
  'X-Accel-Buffering',
  'no',
  'X-Content-Type-Options',
  'nosniff',
];
