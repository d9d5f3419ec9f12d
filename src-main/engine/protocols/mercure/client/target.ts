import { ProblemError } from '../../../../contract/problem';
import type { ProfileInput } from '../../../../contract/profile';
import { redactQuery } from '../../../capture/redact';
import type { ProfileValues } from '../../../clients/client-side';
import { isUrl } from '../../../is-url';
import { form } from './form';

/** `mercure+http://[:SECRET@]HOST[/.well-known/mercure][?topic=…&topic=…&authorization=TOKEN]`; without topics every one is watched. */
export function parse(address: URL): Omit<ProfileInput, 'id'> {
  const url = new URL(address.href.replace(/^mercure\+/, ''));
  if (url.hostname === '')
    throw new ProblemError('bad-input', 'The address names no host.', `For example ${form.example}.`);
  const secret = decodeURIComponent(url.password);
  const topics = [...url.searchParams.getAll('topic'), ...url.searchParams.getAll('match')];
  const token = url.searchParams.get('authorization') ?? '';
  const cursor = url.searchParams.get('lastEventID') ?? '';
  for (const name of ['topic', 'match', 'authorization', 'lastEventID']) url.searchParams.delete(name);
  url.username = '';
  url.password = '';
  url.hash = '';
  if (url.pathname === '/') url.pathname = '/.well-known/mercure';
  return {
    name: `Mercure ${url.host}`,
    protocol: 'mercure',
    fields: {
      url: url.href,
      auth: secret !== '' ? 'secret' : token !== '' ? 'token' : 'none',
      follow: topics.length === 0,
      ...(cursor === '' ? {} : { lastEventId: cursor }),
    },
    secrets: { ...(secret === '' ? {} : { secret }), ...(token === '' ? {} : { token }) },
    channels: topics,
  };
}

export function target({ url }: ProfileValues): { text: string; host: string } {
  const text = String(url).trim();
  return { text: redactQuery(text), host: isUrl(text) ? new URL(text).hostname : '' };
}
