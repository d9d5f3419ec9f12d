import { ProblemError } from '../../../../contract/problem';
import type { ProfileInput } from '../../../../contract/profile';
import { form } from './form';

/**
 * `ably://APP.KEY:SECRET@HOST:PORT/CHANNEL,CHANNEL`, or `ably:APP.KEY:SECRET?channel=NAME` for the service itself;
 * `?token=` instead of a key, `?tls=false` for a server of one's own.
 */
export function parseAddress(url: URL): Omit<ProfileInput, 'id'> {
  const { hostname, port, username, password, pathname, searchParams } = url;
  const isBare = hostname === '' && !pathname.startsWith('/');
  const inPath = isBare ? decode(pathname) : '';
  const inUser = username === '' ? '' : `${decode(username)}:${decode(password)}`;
  const key = searchParams.get('key') ?? (inUser || inPath);
  const token = searchParams.get('token') ?? '';
  if (key === '' && token === '') {
    throw new ProblemError('bad-input', 'The address names neither a key nor a token.', `For example ${form.example}.`);
  }
  const isTls = searchParams.get('tls') !== 'false';
  const named = isBare ? [] : decode(pathname.replace(/^\/+/, '')).split(',');
  const channels = [...named, ...searchParams.getAll('channel')].filter((name) => name !== '');
  const host = hostname.replace(/^\[(.*)\]$/, '$1') || 'main.realtime.ably.net';
  return {
    name: hostname === '' ? 'Ably' : `Ably at ${host}`,
    protocol: 'ably',
    fields: { host, port: port === '' ? (isTls ? 443 : 80) : Number(port), isTls },
    secrets: { ...(key === '' ? {} : { key }), ...(token === '' ? {} : { token }) },
    channels,
  };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ProblemError('bad-input', `"${text}" is no part of an address.`, 'Write % as %25.');
  }
}
