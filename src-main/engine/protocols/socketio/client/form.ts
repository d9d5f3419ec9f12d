import { ProblemError } from '../../../../contract/problem';
import type { ClientForm, ProfileInput } from '../../../../contract/profile';
import { redactQuery } from '../../../capture/redact';
import type { ProfileValues } from '../../../clients/client-side';
import { tlsFields } from '../../../clients/tls-fields';
import { isUrl } from '../../../is-url';

export const form: ClientForm = {
  schemes: ['socket.io+http', 'socket.io+https'],
  example: 'socket.io+http://127.0.0.1:6001?channel=orders',
  fields: [
    { name: 'url', label: 'Address', input: 'text', isRequired: true, initial: 'http://127.0.0.1:6001' },
    { name: 'path', label: 'Path', input: 'text', isRequired: false, initial: '/socket.io/' },
    {
      name: 'version',
      label: 'Engine.IO protocol',
      input: 'choice',
      isRequired: false,
      initial: 'auto',
      choices: [
        { value: 'auto', label: 'what the server speaks' },
        { value: '4', label: '4 (Socket.IO 3 and 4)' },
        { value: '3', label: '3 (Socket.IO 1 and 2, laravel-echo-server, Swoole)' },
      ],
    },
    {
      name: 'transport',
      label: 'Transport',
      input: 'choice',
      isRequired: false,
      initial: 'websocket',
      choices: [
        { value: 'websocket', label: 'WebSocket' },
        { value: 'polling', label: 'long polling' },
        { value: 'both', label: 'long polling, then WebSocket, as browsers do' },
      ],
    },
    { name: 'namespaces', label: 'Namespaces', input: 'lines', isRequired: false, initial: '/', hint: 'One a line.' },
    {
      name: 'auth',
      label: 'Auth data (JSON)',
      input: 'secret',
      isRequired: false,
      initial: '',
      hint: 'Sent with the connection to a namespace; Engine.IO 4 alone has that.',
    },
    {
      name: 'query',
      label: 'More of the query',
      input: 'text',
      isRequired: false,
      initial: '',
      hint: 'Such as token=…',
    },
    {
      name: 'headers',
      label: 'Headers of the handshake',
      input: 'headers',
      isRequired: false,
      initial: '',
      hint: 'One a line: Cookie: laravel_session=…',
    },
    {
      name: 'channels',
      label: 'Channels',
      input: 'choice',
      isRequired: false,
      initial: 'echo',
      choices: [
        { value: 'echo', label: 'as laravel-echo-server has them' },
        { value: 'none', label: 'none: all events that come' },
      ],
    },
    {
      name: 'authHeaders',
      label: 'Headers for private channels',
      input: 'headers',
      isRequired: false,
      initial: '',
      hint: 'The server hands them to the auth endpoint: Authorization: Bearer …',
      shownIf: { field: 'channels', values: ['echo'] },
    },
    {
      name: 'appId',
      label: 'App id',
      input: 'text',
      isRequired: false,
      initial: '',
      hint: 'With the key: to publish by the HTTP API of laravel-echo-server, and to see which channels are in use.',
      shownIf: { field: 'channels', values: ['echo'] },
    },
    {
      name: 'apiKey',
      label: 'Key of the HTTP API',
      input: 'secret',
      isRequired: false,
      initial: '',
      shownIf: { field: 'channels', values: ['echo'] },
    },
    ...tlsFields,
  ],
  supports: { subscribe: true, send: true, token: false },
  sendFields: [
    {
      name: 'as',
      label: 'Send as',
      input: 'choice',
      isRequired: true,
      initial: 'event',
      choices: [
        { value: 'event', label: 'an event' },
        { value: 'client', label: 'a client event (whisper) on a channel' },
        { value: 'server', label: 'the app server (HTTP API)' },
      ],
    },
    {
      name: 'channel',
      label: 'Channel',
      input: 'text',
      isRequired: false,
      initial: '',
      shownIf: { field: 'as', values: ['client', 'server'] },
    },
    { name: 'event', label: 'Event', input: 'text', isRequired: true, initial: '' },
    { name: 'data', label: 'Data', input: 'lines', isRequired: false, initial: '' },
    {
      name: 'isList',
      label: 'Data is a list of arguments',
      input: 'switch',
      isRequired: false,
      initial: false,
      shownIf: { field: 'as', values: ['event'] },
    },
    {
      name: 'wantsAck',
      label: 'Ask for an acknowledgement',
      input: 'switch',
      isRequired: false,
      initial: false,
      shownIf: { field: 'as', values: ['event'] },
    },
    {
      name: 'namespace',
      label: 'Namespace',
      input: 'text',
      isRequired: false,
      initial: '/',
      shownIf: { field: 'as', values: ['event'] },
    },
  ],
};

/** `socket.io+http://HOST:PORT[/PATH/][?channel=a&channel=b]`; what else the query has goes with the handshake. */
export function parse(address: URL): Omit<ProfileInput, 'id'> {
  const url = new URL(address.href.replace(/^socket\.io\+/, ''));
  if (url.hostname === '')
    throw new ProblemError('bad-input', 'The address names no host.', `For example ${form.example}.`);
  const channels = url.searchParams.getAll('channel');
  url.searchParams.delete('channel');
  return {
    name: `Socket.IO ${url.host}`,
    protocol: 'socketio',
    fields: {
      url: url.origin,
      ...(url.pathname === '/' ? {} : { path: url.pathname }),
      query: url.searchParams.toString(),
      channels: channels.length > 0 ? 'echo' : 'none',
    },
    channels,
  };
}

export function target({ url, path }: ProfileValues): { text: string; host: string } {
  const text = `${String(url).trim().replace(/\/+$/, '')}${path === '/socket.io/' ? '' : path}`;
  return { text: redactQuery(text), host: isUrl(text) ? new URL(text).hostname : '' };
}

/** The address of the handshake. Throws a ProblemError 'bad-input'. */
export function handshakeUrl({ url, path, query, version, transport }: ProfileValues): URL {
  const base = String(url).trim();
  if (!isUrl(base) || !/^https?:/.test(base)) {
    throw new ProblemError('bad-input', `${base} is no address to connect to.`, 'For example http://127.0.0.1:6001.');
  }
  const address = new URL(base);
  address.pathname = `/${String(path).replace(/^\/+/, '')}`;
  const params = new URLSearchParams(String(query));
  params.set('EIO', version === '3' ? '3' : '4');
  params.set('transport', transport === 'websocket' ? 'websocket' : 'polling');
  address.search = params.toString();
  return address;
}

/** Names a line each; '/' if there is none. */
export function namespacesOf(lines: string): readonly string[] {
  const named = lines
    .split(/\r?\n/)
    .map((one) => one.trim())
    .filter((one) => one !== '');
  return named.length === 0 ? ['/'] : named.map((one) => (one.startsWith('/') ? one : `/${one}`));
}
