import { ProblemError } from '../../../../contract/problem';
import type { ProfileInput } from '../../../../contract/profile';

/**
 * `amqp://USER:PASSWORD@HOST:PORT/VHOST/EXCHANGE`, as Messenger's DSN: the exchange is its second part. More with
 * `?exchange=NAME` (any number; behind a space the key it is bound with), `?firehose`, `?management=http://HOST:15672`.
 */
export function parseAddress(url: URL): Omit<ProfileInput, 'id'> {
  const { hostname, port, username, password, protocol, pathname, searchParams } = url;
  const [, vhost = '', ...rest] = pathname.split('/').map(decode);
  const isTls = protocol === 'amqps:';
  const host = hostname.replace(/^\[(.*)\]$/, '$1') || '127.0.0.1';
  const fields = {
    host,
    port: port === '' ? (isTls ? 5671 : 5672) : Number(port),
    vhost: vhost || '/',
    username: decode(username) || 'guest',
    isTls,
    isFirehose: searchParams.has('firehose'),
    management: searchParams.get('management') ?? '',
  };
  const exchange = rest.filter((part) => part !== '').join('/');
  const channels = [...(exchange === '' ? [] : [exchange]), ...searchParams.getAll('exchange')];
  const secrets = password === '' ? {} : { secrets: { password: decode(password) } };
  return { name: `${host}:${fields.port}`, protocol: 'amqp', fields, ...secrets, channels };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw new ProblemError(
      'bad-input',
      `"${text}" is no part of an address.`,
      'Write % as %25, and the vhost / as %2f.',
    );
  }
}
