import { limits } from '../../../../contract/limits';
import { ProblemError } from '../../../../contract/problem';
import type { SessionSent } from '../../../../contract/session';
import type { ClientContext, ProfileValues } from '../../../clients/client-side';
import type { TlsChoice } from '../../../clients/dial';
import { answeredProblem } from '../../../clients/dial-problem';
import { formText } from '../form';
import type { Presented } from './credentials';
import { linesOf } from './form';

/** Publishes as symfony/mercure does. Rejects with a ProblemError; what was sent or refused is an entry. */
export async function publish(
  context: ClientContext,
  hub: string,
  { headers }: Presented,
  tls: TlsChoice,
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
  const problem = publishProblem(hub, answer, text, headers);
  context.record({
    kind: 'refused',
    action: 'publish',
    ...entry,
    code: answer.status,
    detail: { reason: problem.message, hint: problem.hint },
  });
  throw new ProblemError(problem.code, problem.message, problem.hint);
}

/** A 0.x hub answers 401 also where the token is good and grants no such topic. */
function publishProblem(
  hub: string,
  { status, headers }: { status: number; headers: Parameters<typeof answeredProblem>[2] },
  text: string,
  sent: Readonly<Record<string, string>>,
) {
  const { code, message, hint } = answeredProblem(hub, status, headers, text);
  if (status !== 401 && status !== 403) return { code, message, hint };
  const cause =
    sent.authorization === undefined
      ? 'No token was sent, and publishing needs one: choose how the profile gets its token.'
      : 'The token is signed with another secret, or its claim mercure.publish does not grant each of the topics.';
  return { code, message, hint: cause };
}
