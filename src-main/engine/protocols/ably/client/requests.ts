import { isJson, parseJson } from '../../../../contract/json-text';
import { ProblemError } from '../../../../contract/problem';
import type { SessionSent } from '../../../../contract/session';
import type { ClientContext, ProfileValues, ResolvedProfile } from '../../../clients/client-side';
import { tlsOf } from '../../../clients/tls-fields';
import { restProblem } from './rest-problem';

/** Version of the realtime protocol, and of the REST API. */
const realtimeVersion = '6';
const restVersion = '2';

/** Where a profile leads, for errors: without anything secret. */
export function addressOf({ host, port, isTls }: ResolvedProfile['fields']): string {
  return `${isTls === false ? 'ws' : 'wss'}://${hostOf(String(host))}:${port}`;
}

function hostOf(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}

/** Address of the connection with what lets us in. `resumeKey`: of a connection to go on with. */
export function connectUrl({ fields, secret }: ResolvedProfile, resumeKey: string | undefined): string {
  const [key, token] = [secret('key'), secret('token')];
  const query = new URLSearchParams({
    ...(token === '' ? { key } : { accessToken: token }),
    format: 'json',
    heartbeats: 'true',
    v: realtimeVersion,
    agent: 'hubbub',
    ...(resumeKey === undefined || resumeKey === '' ? {} : { resume: resumeKey }),
  });
  return `${addressOf(fields)}/?${query}`;
}

/** Publishes over REST, as `ably-php` does, in JSON. Rejects with a ProblemError. */
export async function publish(
  context: ClientContext,
  profile: ResolvedProfile,
  values: ProfileValues,
): Promise<SessionSent> {
  const [channel = '', name = '', data = ''] = ['channel', 'event', 'data'].map((field) =>
    String(values[field] ?? '').trim(),
  );
  if (channel === '') throw new ProblemError('bad-input', 'Channel is missing.', 'Name one: public:orders.');
  if (!isJson(data))
    throw new ProblemError('bad-input', 'The data is no JSON: nothing was published.', 'Texts need quotes: "hello".');
  const { fields, secret } = profile;
  const token = secret('token');
  const sign =
    token === ''
      ? `Basic ${Buffer.from(secret('key')).toString('base64')}`
      : `Bearer ${Buffer.from(token).toString('base64')}`;
  const body = JSON.stringify({ name, data, encoding: 'json' });
  const url = `${addressOf(fields).replace(/^ws/, 'http')}/channels/${encodeURIComponent(channel)}/messages`;
  const headers = {
    authorization: sign,
    'content-type': 'application/json',
    accept: 'application/json',
    'x-ably-version': restVersion,
  };
  const answer = await context.dial.fetch({ url, method: 'POST', headers, body, tls: tlsOf(profile) });
  if (answer.status !== 201 && answer.status !== 200) throw restProblem(answer.status, answer.body.toString());
  const told = parseJson(answer.body.toString()) as { readonly messageId?: string } | undefined;
  const messageId = String(told?.messageId ?? '');
  const seq = context.record({
    kind: 'publish',
    direction: 'up',
    channel,
    event: name,
    body: Buffer.from(body),
    detail: { messageId },
  });
  return { seq, words: messageId === '' ? 'Taken.' : `Taken as ${messageId}. Ably does not say how many get it.` };
}
