import { ProblemError } from '../../contract/problem';

/** Where a Redis is, and what of it is wanted. */
export interface RedisAddress {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  /** '' if none is needed. */
  readonly password: string;
  /** null for a connection without TLS. */
  readonly tls: { readonly caFile: string } | null;
  /** What stands behind the slash, unescaped: a channel, or a prefix with its star. */
  readonly name: string;
  /** Other values of the query. */
  readonly options: ReadonlyMap<string, string>;
  /** As it may be shown and recorded: without the password. */
  readonly shown: string;
}

const example = 'redis://127.0.0.1:6379';

/**
 * redis://USER:PASSWORD@HOST:PORT/NAME, or rediss:// for TLS (`?ca=FILE` for a certificate authority of one's own). The part
 * behind the slash is no number of a database: Pub/Sub knows none. Throws a ProblemError 'bad-input' that does not repeat
 * the password.
 */
export function parseRedis(text: string, flag: string, nameExample: string): RedisAddress {
  const hint = `Write for example ${flag} ${example}/${nameExample}.`;
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new ProblemError('bad-input', `${flag} wants an address of Redis.`, hint);
  }
  if (url.protocol !== 'redis:' && url.protocol !== 'rediss:') {
    throw new ProblemError('bad-input', `${flag} wants redis:// or rediss://, not ${url.protocol}//.`, hint);
  }
  const name = unescaped(url.pathname.slice(1));
  if (name === '' || url.hostname === '') {
    const missing = url.hostname === '' ? 'host' : 'channel';
    throw new ProblemError('bad-input', `${flag} lacks the ${missing}.`, hint);
  }
  const { ca = '', ...options } = Object.fromEntries(url.searchParams);
  const port = url.port === '' ? 6379 : Number(url.port);
  const host = url.hostname.replace(/^\[(.*)\]$/, '$1');
  const username = unescaped(url.username);
  return {
    host,
    port,
    username,
    password: unescaped(url.password),
    tls: url.protocol === 'rediss:' ? { caFile: ca } : null,
    name,
    options: new Map(Object.entries(options)),
    shown: `${url.protocol}//${url.hostname}:${port}/${name}`,
  };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
