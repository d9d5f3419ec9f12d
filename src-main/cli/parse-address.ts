import { usageError } from './exit-codes';

/** HOST:PORT, with brackets around an IPv6 address. */
export function parseAddress(text: string): { host: string; port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  const host = match?.[1] ?? match?.[2];
  if (host === undefined || port > 65_535) {
    throw usageError(`"${text}" is no HOST:PORT.`, 'Write for example 127.0.0.1:6001 or [::1]:6001.');
  }
  return { host, port };
}
