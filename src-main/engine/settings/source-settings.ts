import type { HostOptions } from '../../contract/engine-host';
import { ProblemError } from '../../contract/problem';
import { parseAmqp } from '../sources/amqp-address';
import { parseRedis, type RedisAddress } from '../sources/redis-address';
import type { SourceSettings } from '../sources/source-set';
import type { SourcesConfig } from './sources-schema';

/** Flags, else the settings file. Throws a ProblemError 'bad-input', without passwords. */
export function sourceSettings(options: HostOptions, config: SourcesConfig = {}): readonly SourceSettings[] {
  const { relayRedis = config.relayRedis ?? [], sourceRedis = config.redis ?? [] } = options;
  const { sourceAmqp = config.amqp ?? [] } = options;
  return [
    ...relayRedis.map((text): SourceSettings => {
      const address = parseRedis(text, '--relay-redis', 'chat_messages');
      return { kind: 'relay', address, path: pathOf(address.options.get('path') ?? '') };
    }),
    ...sourceRedis.map((text): SourceSettings => {
      const address = parseRedis(text, '--source-redis', 'laravel_database_*');
      return { kind: 'broadcasts', address, app: address.options.get('app') ?? '' };
    }),
    ...sourceAmqp.map((text): SourceSettings => ({ kind: 'exchange', address: parseAmqp(text) })),
  ];
}

/** Channel of a team that was given none. */
const teamChannel = 'hubbub';

/** Where the other nodes of the team are met; null if the hub stands alone. Throws as above. */
export function teamAddress(url: string | undefined): RedisAddress | null {
  if (url === undefined) return null;
  const named = /^rediss?:\/\/[^/?]+\/?(\?|$)/.test(url)
    ? url.replace(/^([^?]*[^/?])\/?(\?.*)?$/, (_all, start: string, query = '') => `${start}/${teamChannel}${query}`)
    : url;
  const address = parseRedis(named, '--redis', teamChannel);
  if (address.name.endsWith('*')) {
    throw new ProblemError('bad-input', '--redis wants one channel, and a star names many.', 'Leave the star away.');
  }
  return address;
}

function pathOf(text: string): string {
  if (text !== '' && !text.startsWith('/')) {
    const message = `--relay-redis: ?path=${text.slice(0, 80)} is no path.`;
    throw new ProblemError('bad-input', message, 'It begins with a slash, as in ?path=/chat.');
  }
  return text;
}
