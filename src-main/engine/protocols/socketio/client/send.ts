import { parseJson } from '../../../../contract/json-text';
import { limits } from '../../../../contract/limits';
import { ProblemError } from '../../../../contract/problem';
import type { SessionSent } from '../../../../contract/session';
import type { ClientContext, ProfileValues, ResolvedProfile } from '../../../clients/client-side';
import { answeredProblem } from '../../../clients/dial-problem';
import { tlsOf } from '../../../clients/tls-fields';
import { echoApiOf, wrongKey } from './echo-api';

const asText = (data: string) => (parseJson(data) === undefined ? JSON.stringify(data) : data);

/** An event's JSON: `["event",…arguments]`. Throws a ProblemError 'bad-input'. */
export function eventJson({ event = '', data = '', isList }: ProfileValues): string {
  const text = String(data).trim();
  if (String(event) === '')
    throw new ProblemError('bad-input', 'An event needs a name: nothing was sent.', 'Name the event.');
  const name = JSON.stringify(String(event));
  if (text === '') return `[${name}]`;
  if (isList !== true) return `[${name},${asText(text)}]`;
  const list = parseJson(text);
  if (!Array.isArray(list))
    throw new ProblemError('bad-input', 'The data is no JSON list: nothing was sent.', 'Write [first, second].');
  const inner = text.slice(1, -1).trim();
  return inner === '' ? `[${name}]` : `[${name},${inner}]`;
}

/** A whisper, as Laravel Echo sends it. Throws a ProblemError 'bad-input'. */
export function whisperJson({ channel = '', event = '', data = '' }: ProfileValues): string {
  const name = String(event).startsWith('client-') ? String(event) : `client-${event}`;
  const value = String(data).trim() === '' ? 'null' : asText(String(data).trim());
  return `["client event",{"channel":${JSON.stringify(String(channel))},"event":${JSON.stringify(name)},"data":${value}}]`;
}

/** By the HTTP API of laravel-echo-server. A body that is no JSON would end that server, so it is always made here. */
export async function publish(
  context: ClientContext,
  profile: ResolvedProfile,
  values: ProfileValues,
): Promise<SessionSent> {
  const api = echoApiOf(profile);
  if (api === null) {
    throw new ProblemError(
      'refused',
      'Publishing as the app server needs app id and key: nothing was sent.',
      'laravel-echo-server client:add makes both; give them in the profile.',
    );
  }
  const [channel, event] = [String(values.channel ?? ''), String(values.event ?? '')];
  if (channel === '' || event === '')
    throw new ProblemError('bad-input', 'Channel and event are needed: nothing was sent.', 'Name both.');
  const data = String(values.data ?? '').trim() === '' ? '{}' : asText(String(values.data).trim());
  const body = `{"channel":${JSON.stringify(channel)},"name":${JSON.stringify(event)},"data":${data}}`;
  const url = `${api.url}/events`;
  const headers = { authorization: `Bearer ${api.key}`, 'content-type': 'application/json' };
  const {
    status,
    headers: answer,
    body: said,
  } = await context.dial.fetch({ url, method: 'POST', headers, body, tls: tlsOf(profile) });
  const entry = {
    direction: 'up',
    channel: channel.slice(0, limits.nameChars),
    event: event.slice(0, limits.nameChars),
    code: status,
    body: Buffer.from(body),
  } as const;
  if (status === 200)
    return {
      seq: context.record({ kind: 'publish', ...entry }),
      words: 'The server took it. Who received it, it does not say.',
    };
  const problem = answeredProblem(url, status, answer, said.toString());
  const hint = status === 403 ? wrongKey : problem.hint;
  context.record({ kind: 'refused', action: 'publish', ...entry, detail: { reason: problem.message, hint } });
  throw new ProblemError(problem.code, problem.message, hint);
}
