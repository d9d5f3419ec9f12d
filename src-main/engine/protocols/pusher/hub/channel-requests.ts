import { parseChannelName } from '../channel-name';
import type { ApiAnswer, ApiCall } from './api-call';
import { nothingHere } from './api-refusals';
import type { PusherChannel } from './channel';
import { cacheMs } from './replay';
import { shorten } from './shorten';

/** GET /channels: the occupied ones. */
export function answerChannels({ app, query }: ApiCall): ApiAnswer {
  const prefix = parameter(query, 'filter_by_prefix');
  const info = infoOf(parameter(query, 'info'));
  if (info.has('user_count') && !prefix.startsWith('presence-')) {
    const reason = 'user_count is only there for presence channels: it wants filter_by_prefix=presence-.';
    return { ok: false, refusal: { code: 400, check: 'info', reason, hint: 'Ask for presence channels only.' } };
  }
  const parts: string[] = [];
  for (const channel of app.channels.all()) {
    if (channel.count > 0 && channel.name.name.startsWith(prefix)) {
      parts.push(`${channel.nameJson}:{${attributes(channel, info).join(',')}}`);
    }
  }
  return { ok: true, json: `{"channels":{${parts.join(',')}}}` };
}

/** GET /connections, of Reverb: those on at least one channel, which are all it sees. */
export function answerConnections({ app, scope, path }: ApiCall): ApiAnswer {
  if (!scope.context.faces.reverb) {
    return { ok: false, refusal: nothingHere(path) };
  }
  const connections = [...app.peers.values()].filter(({ subscriptions }) => subscriptions.size > 0).length;
  return { ok: true, json: JSON.stringify({ connections }) };
}

/** GET /channels/NAME: a channel nobody has ever used is one that is not occupied. */
export function answerChannel(call: ApiCall, name: string): ApiAnswer {
  const channel = call.app.channels.find(name);
  const info = infoOf(parameter(call.query, 'info'));
  const cache = info.has('cache') && parseChannelName(name).isCache ? [`"cache":${cacheJson(call, channel)}`] : [];
  const isOccupied = channel !== null && channel.count > 0;
  const members = isOccupied ? ['"occupied":true', ...attributes(channel, info)] : ['"occupied":false'];
  return { ok: true, json: `{${[...members, ...cache].join(',')}}` };
}

/** Data of the remembered event, and the seconds it will be remembered for; null if there is none. */
function cacheJson({ app, scope }: ApiCall, channel: PusherChannel | null): string {
  const nowMs = scope.context.clock.nowMs();
  const maxAgeMs = cacheMs(app.settings);
  const last = channel?.recall(nowMs, maxAgeMs) ?? null;
  if (last === null) {
    return 'null';
  }
  const ttl = Math.ceil((last.atMs + maxAgeMs - nowMs) / 1_000);
  return `{"data":${JSON.stringify(last.data)},"ttl":${ttl}}`;
}

/** GET /channels/NAME/users: presence channels only. */
export function answerUsers({ app }: ApiCall, name: string): ApiAnswer {
  if (!name.startsWith('presence-')) {
    const reason = `Users are only known of presence channels, and ${shorten(name, 100)} is none.`;
    return {
      ok: false,
      refusal: { code: 400, check: 'channel', reason, hint: `Did you mean presence-${shorten(name, 100)}?` },
    };
  }
  const ids = app.channels.find(name)?.roster?.userIds() ?? [];
  return { ok: true, json: JSON.stringify({ users: ids.map((id) => ({ id })) }) };
}

/** Names in a comma list, as `info` has it. */
export function infoOf(text: string): ReadonlySet<string> {
  return new Set(text.split(',').map((name) => name.trim()));
}

/** What `info` asked for, as JSON members. */
export function attributes(channel: PusherChannel | null, info: ReadonlySet<string>): readonly string[] {
  if (channel === null) {
    return [];
  }
  if (channel.roster !== null) {
    return info.has('user_count') ? [`"user_count":${channel.roster.size}`] : [];
  }
  return info.has('subscription_count') ? [`"subscription_count":${channel.count}`] : [];
}

/** A parameter of the query, '' if it is not there. */
export function parameter(query: ApiCall['query'], name: string): string {
  return query.find(([key]) => key.toLowerCase() === name)?.[1] ?? '';
}
