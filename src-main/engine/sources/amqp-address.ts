import { ProblemError } from '../../contract/problem';

/** Where a RabbitMQ is, and which of its exchanges is wanted. */
export interface AmqpAddress {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  readonly vhost: string;
  readonly tls: { readonly caFile: string } | null;
  readonly exchange: string;
  /** What the queue is bound with. */
  readonly key: string;
  /** Id of the hub's app that it is for; '' for the first. */
  readonly app: string;
  /** As it may be shown and recorded: without the password. */
  readonly shown: string;
}

const flag = '--source-amqp';
const hint = `Write for example ${flag} amqp://guest:guest@127.0.0.1:5672/broadcasts.`;

/**
 * amqp://USER:PASSWORD@HOST:PORT/EXCHANGE, or amqps:// for TLS (`?ca=FILE`); `?vhost=`, `?key=` of the binding, `?app=`. Throws
 * a ProblemError 'bad-input' that does not repeat the password.
 */
export function parseAmqp(text: string): AmqpAddress {
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    throw new ProblemError('bad-input', `${flag} wants an address of RabbitMQ.`, hint);
  }
  const isSecure = url.protocol === 'amqps:';
  if (url.protocol !== 'amqp:' && !isSecure) {
    throw new ProblemError('bad-input', `${flag} wants amqp:// or amqps://, not ${url.protocol}//.`, hint);
  }
  const exchange = unescaped(url.pathname.slice(1));
  if (exchange === '' || url.hostname === '') {
    throw new ProblemError('bad-input', `${flag} lacks the ${url.hostname === '' ? 'host' : 'exchange'}.`, hint);
  }
  const port = url.port === '' ? (isSecure ? 5671 : 5672) : Number(url.port);
  const query = (name: string, usual: string) => url.searchParams.get(name) ?? usual;
  return {
    host: url.hostname.replace(/^\[(.*)\]$/, '$1'),
    port,
    username: unescaped(url.username) || 'guest',
    password: unescaped(url.password) || 'guest',
    vhost: query('vhost', '/'),
    tls: isSecure ? { caFile: query('ca', '') } : null,
    exchange,
    key: query('key', '#'),
    app: query('app', ''),
    shown: `${url.protocol}//${url.hostname}:${port}/${exchange}`,
  };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
