import { ProblemError } from '../../../../contract/problem';
import type { FieldValue, ProfileInput } from '../../../../contract/profile';
import { literal } from './glob';

/**
 * `redis://USER:PASSWORD@HOST:PORT/DB`, with patterns of channels instead of or behind the number (`/laravel_database_*`), and
 * `?prefix=`, `?stream=NAME` (any number), `?queue=NAME`. A text without signs of a pattern is one channel.
 */
export function parseAddress(url: URL): Omit<ProfileInput, 'id'> {
  const { hostname, port, username, password, protocol, pathname, searchParams } = url;
  const parts = pathname
    .split('/')
    .filter((part) => part !== '')
    .map(decode);
  const database = /^\d+$/.test(parts[0] ?? '') ? Number(parts.shift()) : 0;
  const pattern = parts.join('/');
  const queues = searchParams.getAll('queue');
  const streams = searchParams.getAll('stream').map((name) => `stream:${name}`);
  const fields: Record<string, FieldValue> = {
    host: hostname.replace(/^\[(.*)\]$/, '$1') || '127.0.0.1',
    port: port === '' ? 6379 : Number(port),
    username: decode(username),
    database,
    prefix: searchParams.get('prefix') ?? '',
    isTls: protocol === 'rediss:',
    ...(queues.length === 0 ? {} : { queues: queues.join('\n') }),
  };
  const name = `${hostname || '127.0.0.1'}:${fields.port}`;
  const secrets = password === '' ? {} : { secrets: { password: decode(password) } };
  const channels = [...(pattern === '' ? [] : [/[*?[\\]/.test(pattern) ? pattern : literal(pattern)]), ...streams];
  return { name, protocol: 'redis', fields, ...secrets, channels };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ProblemError('bad-input', `"${text}" is no part of an address.`, 'Write % as %25.');
  }
}
