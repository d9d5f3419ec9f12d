import { limits } from '../../../../contract/limits';
import { ProblemError } from '../../../../contract/problem';
import type { SessionSent } from '../../../../contract/session';
import type { ClientContext, ProfileValues } from '../../../clients/client-side';
import type { TlsChoice } from '../../../clients/dial';
import { answeredProblem } from '../../../clients/dial-problem';
import { formText } from '../form';
import type { Presented } from './credentials';
import type { Dialect } from './dialect';
import { linesOf } from './form';
import { modernToken } from './refusal';

/** Where an update goes. */
export interface PublishTarget {
  readonly hub: string;
  readonly dialect: Dialect;
  readonly tls: TlsChoice;
}

/** Publishes as symfony/mercure does. Rejects with a ProblemError; what was sent or refused is an entry. */
export async function publish(
  context: ClientContext,
  { hub, dialect, tls }: PublishTarget,
  { headers }: Presented,
  values: ProfileValues,
): Promise<SessionSent> {
  const { channel = '', event = '', data = '', id = '', retry = '', isPrivate = false } = values;
  const topics = [String(channel), ...linesOf(values.alternates)].filter((topic) => topic !== '');
  if (topics.length === 0)
    throw new ProblemError('bad-input', 'An update needs a topic: nothing was sent.', 'Name the topic.');
  if (String(retry) !== '' && !/^\d+$/.test(String(retry))) {
    throw new ProblemError(
      'bad-input',
      `retry is a number of milliseconds, not ${retry}: nothing was sent.`,
      'Leave it empty, or give digits.',
    );
  }
  const optional = (
    [
      ['id', id],
      ['type', event],
      ['retry', retry],
    ] as const
  ).flatMap(([name, value]) => (String(value) === '' ? [] : [[name, String(value)] as const]));
  const body = formText([
    ...topics.map((topic) => ['topic', topic] as const),
    ['data', String(data)],
    ...(isPrivate === true ? [['private', 'on'] as const] : []),
    ...optional,
  ]);
  const entry = {
    direction: 'up',
    channel: topics.join(', ').slice(0, limits.nameChars),
    event: String(event) || 'message',
    body: Buffer.from(body),
  } as const;
  const type = { 'content-type': 'application/x-www-form-urlencoded' };
  let answer: Awaited<ReturnType<ClientContext['dial']['fetch']>>;
  try {
    answer = await context.dial.fetch({ url: hub, method: 'POST', headers: { ...headers, ...type }, body, tls });
  } catch (error) {
    const { message, hint } = error as ProblemError;
    context.record({ kind: 'refused', action: 'publish', ...entry, detail: { reason: message, hint } });
    throw error;
  }
  const text = answer.body.toString().trim();
  if (answer.status === 200) {
    const seq = context.record({
      kind: 'publish',
      ...entry,
      code: 200,
      detail: { id: text.slice(0, 1_000), isPrivate: isPrivate === true, channels: topics },
    });
    return { seq, words: `The hub took it as ${text}. Who received it, it does not say.` };
  }
  const problem = {
    ...answeredProblem(hub, answer.status, answer.headers, text),
    ...grantHint(answer.status, headers, dialect),
  };
  context.record({
    kind: 'refused',
    action: 'publish',
    ...entry,
    code: answer.status,
    detail: { reason: problem.message, hint: problem.hint },
  });
  throw new ProblemError(problem.code, problem.message, problem.hint);
}

/** A 0.x hub answers 401 also where the token is good and grants no such topic; one of 1.0 tells the two apart. */
function grantHint(
  status: number,
  sent: Readonly<Record<string, string>>,
  dialect: Dialect,
): { readonly hint?: string } {
  if (status !== 401 && status !== 403) return {};
  if (sent.authorization === undefined) {
    return { hint: 'No token was sent, and publishing needs one: choose how the profile gets its token.' };
  }
  if (dialect === '0.x') {
    return {
      hint: 'The token is signed with another secret, or its claim mercure.publish does not grant each of the topics.',
    };
  }
  return {
    hint:
      status === 401
        ? modernToken
        : 'The token is good, and no detail with the action "publish" in its authorization_details grants each of the topics.',
  };
}
