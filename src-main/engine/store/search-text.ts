/** Placeholder until stage 2. */
export function searchBytes(_raw: Buffer): Uint8Array | null {
  return null;
}
