import { ProblemError } from '../../../contract/problem';
import type { ClientForm, ProfileInput } from '../../../contract/profile';
import { tlsFields } from '../../clients/tls-fields';
import type { FrameReader } from '../frame-reader';

export function formFor(readers: readonly FrameReader[]): ClientForm {
  return {
    schemes: ['ws', 'wss'],
    example: 'ws://127.0.0.1:8080/chat',
    fields: [
      { name: 'url', label: 'Address', input: 'text', isRequired: true, initial: '' },
      {
        name: 'subprotocols',
        label: 'Subprotocols',
        input: 'text',
        isRequired: false,
        initial: '',
        hint: 'Offered in this order, with commas between them. Servers on Swoole take one at most.',
      },
      {
        name: 'origin',
        label: 'Origin',
        input: 'text',
        isRequired: false,
        initial: '',
        hint: 'Empty: as a page of that host would send it. "none": no such header.',
      },
      {
        name: 'headers',
        label: 'Headers',
        input: 'headers',
        isRequired: false,
        initial: '',
        hint: 'One a line: Cookie: PHPSESSID=…',
      },
      { name: 'deflate', label: 'Offer permessage-deflate', input: 'switch', isRequired: false, initial: true },
      {
        name: 'pingSeconds',
        label: 'Ping every so many seconds',
        input: 'number',
        isRequired: false,
        initial: 30,
        hint: '0: never. A server that answers none until the next is taken for lost.',
      },
      {
        name: 'readAs',
        label: 'Read messages as',
        input: 'choice',
        isRequired: false,
        initial: 'auto',
        choices: [
          { value: 'auto', label: 'what they look like' },
          ...readers.map(({ id, name }) => ({ value: id, label: name })),
        ],
      },
      ...tlsFields,
    ],
    supports: { subscribe: false, send: true, token: false },
    sendFields: [
      {
        name: 'as',
        label: 'Send as',
        input: 'choice',
        isRequired: true,
        initial: 'text',
        choices: [
          { value: 'text', label: 'text' },
          { value: 'json', label: 'JSON' },
          { value: 'hex', label: 'bytes (hex)' },
          { value: 'ping', label: 'ping' },
        ],
      },
      { name: 'data', label: 'Message', input: 'lines', isRequired: false, initial: '' },
    ],
  };
}

/** `ws://HOST:PORT/PATH`; user and password become an Authorization header. */
export function parseAddress(url: URL): Omit<ProfileInput, 'id'> {
  if (url.hostname === '')
    throw new ProblemError('bad-input', 'The address names no host.', 'For example ws://127.0.0.1:8080/chat.');
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  const plain = new URL(url);
  plain.username = '';
  plain.password = '';
  plain.hash = '';
  const headers = credentials === ':' ? null : `Authorization: Basic ${Buffer.from(credentials).toString('base64')}`;
  return {
    name: `${url.host}${url.pathname === '/' ? '' : url.pathname}`.slice(0, 60),
    protocol: 'websocket',
    fields: { url: plain.href },
    ...(headers === null ? {} : { secrets: { headers } }),
  };
}
