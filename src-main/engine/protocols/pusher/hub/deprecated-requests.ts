import { isUtf8 } from 'node:buffer';
import type { ApiAnswer, ApiCall } from './api-call';
import { attributes, parameter } from './channel-requests';
import { publishAsked } from './publish-requests';

/**
 * POST /channels/NAME/events: one event, its name and the socket to leave out in the query, its data the body. From before
 * 2012; replaced by POST /events.
 */
export function answerChannelEvent(call: ApiCall, channel: string): ApiAnswer {
  const { query, body } = call;
  const asked = {
    name: parameter(query, 'name'),
    channels: [channel],
    data: body.toString(),
    socketId: parameter(query, 'socket_id'),
    info: '',
    unreadable: isUtf8(body) ? null : 'The body has to be the data of the event, in UTF-8.',
  };
  const answer = publishAsked(call, asked, { bodyIsData: true });
  return answer.ok ? { ...answer, status: 202 } : answer;
}

/** GET /channels/NAME/stats: replaced by GET /channels/NAME. */
export function answerStats({ app }: ApiCall, name: string): ApiAnswer {
  const channel = app.channels.find(name);
  const connections = channel?.count ?? 0;
  const users = attributes(channel, new Set(['user_count']));
  const members = [`"occupied":${connections > 0}`, ...users, `"connection_count":${connections}`];
  return { ok: true, json: `{${members.join(',')}}` };
}
