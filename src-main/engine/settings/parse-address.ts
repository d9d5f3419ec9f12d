import { ProblemError } from '../../contract/problem';

/** HOST:PORT, with brackets around an IPv6 address. Throws a ProblemError 'bad-input'. */
export function parseAddress(text: string): { readonly host: string; readonly port: number } {
  const match = /^(?:\[([^\]]+)\]|([^:\s]+)):(\d{1,5})$/.exec(text);
  const port = Number(match?.[3]);
  const host = match?.[1] ?? match?.[2];
  if (host === undefined || port > 65_535) {
    throw new ProblemError(
      'bad-input',
      `"${text}" is no HOST:PORT.`,
      'Write for example 127.0.0.1:6001 or [::1]:6001; port 0 takes a free one.',
    );
  }
  return { host, port };
}

export function isAddress(text: string): boolean {
  try {
    parseAddress(text);
    return true;
  } catch {
    return false;
  }
}
