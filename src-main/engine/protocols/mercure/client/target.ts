import { ProblemError } from '../../../../contract/problem';
import type { ProfileInput } from '../../../../contract/profile';
import { redactQuery } from '../../../capture/redact';
import type { ProfileValues } from '../../../clients/client-side';
import { isUrl } from '../../../is-url';
import { asWritten } from './dialect';
import { form } from './form';

/** Parameters of a subscription that an address may have; what else is in it is the hub's. */
const parameters = [
  'topic',
  'match',
  'match_exact',
  'match_urlpattern',
  'authorization',
  'lastEventID',
  'last_event_id',
];

/** `mercure+http://[:SECRET@]HOST[/.well-known/mercure][?topic=…&match_urlpattern=…&authorization=TOKEN]`; without topics every one is watched. */
export function parse(address: URL): Omit<ProfileInput, 'id'> {
  const url = new URL(address.href.replace(/^mercure\+/, ''));
  if (url.hostname === '')
    throw new ProblemError('bad-input', 'The address names no host.', `For example ${form.example}.`);
  const secret = decodeURIComponent(url.password);
  const pairs = [...url.searchParams];
  const first = (...names: readonly string[]) => pairs.find(([name]) => names.includes(name))?.[1] ?? '';
  const topics = pairs.flatMap(([name, value]) =>
    name === 'topic' ? [value] : name.startsWith('match') && parameters.includes(name) ? [asWritten(name, value)] : [],
  );
  const token = first('authorization');
  const cursor = first('lastEventID', 'last_event_id');
  // These words are of 1.0 alone; topic= may be asked of either.
  const isModern = pairs.some(([name]) => parameters.includes(name) && /^match|^last_event_id$/.test(name));
  for (const name of parameters) url.searchParams.delete(name);
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
      ...(isModern ? { dialect: '1.0' } : {}),
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
