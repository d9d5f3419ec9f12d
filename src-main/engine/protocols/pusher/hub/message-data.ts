/** `data` of a pusher: message is an object; some clients send it as a JSON string, and are understood. */
export function objectOf(data: unknown): { readonly [name: string]: unknown } | null {
  let value = data;
  if (typeof value === 'string') {
    try {
      value = JSON.parse(value);
    } catch {
      return null;
    }
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as { readonly [name: string]: unknown })
    : null;
}
