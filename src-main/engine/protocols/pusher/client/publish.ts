import { isJson, membersOf, parseJson } from '../../../../contract/json-text';
import { ProblemError } from '../../../../contract/problem';
import type { SessionSent } from '../../../../contract/session';
import type { ClientContext, ProfileValues } from '../../../clients/client-side';
import type { SignedApi } from './api';
import { apiRefusal } from './api-refusal';

/** A message as an app server would publish it. Rejects with a ProblemError; what became of it is an entry. */
export async function publish(
  context: ClientContext,
  api: SignedApi | null,
  { channel, event, data, excludeSocketId }: ProfileValues,
): Promise<SessionSent> {
  if (api === null) {
    const message = 'To publish as the app server, the profile needs the id and the secret of the app.';
    throw new ProblemError('refused', message, 'Give them, or send a client event on a private channel.');
  }
  const exclude = excludeSocketId === '' || excludeSocketId === undefined ? {} : { socket_id: String(excludeSocketId) };
  const body = JSON.stringify({ name: event, channels: [channel], data: String(data), ...exclude });
  const about = { channel: String(channel), event: String(event), body: Buffer.from(body), direction: 'up' } as const;
  const { status, text } = await api.call('POST', '/events', {}, body).catch((error: ProblemError) => {
    const { message, hint } = error;
    context.record({ ...about, kind: 'refused', action: 'publish', detail: { reason: message, hint } });
    throw error;
  });
  // soketi answers some refusals with 200 and an error in the body.
  const hasError = 'error' in membersOf(parseJson(text));
  if (status < 200 || status > 299 || hasError) {
    const problem = apiRefusal(status, text, `The publish to ${channel}`);
    const detail = { reason: problem.message, hint: problem.hint, answer: text.slice(0, 2_000) };
    context.record({ ...about, kind: 'refused', action: 'publish', code: status, detail });
    throw new ProblemError(problem.code, problem.message, problem.hint);
  }
  const seq = context.record({ ...about, kind: 'publish', code: status, detail: { answer: text.slice(0, 2_000) } });
  return { seq, words: `Taken by the server (${status}). Who got it only the server knows.` };
}

/** The frame of a client event. Throws a ProblemError 'bad-input'. */
export function clientEventText({ channel, event, data }: ProfileValues): string {
  const name = String(event);
  if (!name.startsWith('client-')) {
    const message = `"${name}" is no client event: its name has to begin with client-.`;
    throw new ProblemError('bad-input', message, `Send client-${name}, or publish it as the app server.`);
  }
  const text = String(data);
  const json = isJson(text) ? text : JSON.stringify(text);
  return `{"event":${JSON.stringify(name)},"data":${json},"channel":${JSON.stringify(channel)}}`;
}
