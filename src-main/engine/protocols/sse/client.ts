import { ProblemError } from '../../../contract/problem';
import type { ProfileInput } from '../../../contract/profile';
import { redactQuery } from '../../capture/redact';
import type { ClientSide } from '../../clients/client-side';
import { isUrl } from '../../is-url';
import { SseConnection } from './connection';
import { form } from './form';

export const client: ClientSide = {
  form,
  parse,
  target({ url }) {
    const text = String(url).trim();
    return { text: redactQuery(text), host: isUrl(text) ? new URL(text).hostname : '' };
  },
  connect: (context, profile) => new SseConnection(context, profile),
};

/** `sse+http://HOST:PORT/PATH`; user and password become an Authorization header. */
function parse(address: URL): Omit<ProfileInput, 'id'> {
  const url = new URL(address.href.replace(/^sse\+/, ''));
  if (url.hostname === '')
    throw new ProblemError('bad-input', 'The address names no host.', `For example ${form.example}.`);
  const credentials = `${decodeURIComponent(url.username)}:${decodeURIComponent(url.password)}`;
  url.username = '';
  url.password = '';
  url.hash = '';
  const headers = `Authorization: Basic ${Buffer.from(credentials).toString('base64')}`;
  return {
    name: `${url.host}${url.pathname === '/' ? '' : url.pathname}`.slice(0, 60),
    protocol: 'sse',
    fields: { url: url.href },
    ...(credentials === ':' ? {} : { secrets: { headers } }),
  };
}
