import type { Redis } from 'ioredis';
import { isJson } from '../../../../contract/json-text';
import { ProblemError } from '../../../../contract/problem';
import type { SessionSent } from '../../../../contract/session';
import type { ClientContext, ProfileValues } from '../../../clients/client-side';
import { writeStreamValue } from '../../../formats/messenger-envelope';
import { streamInfo } from './stream-info';

/**
 * Adds one entry as Messenger's Redis transport with the Serializer component does. A value that is no JSON would stop a
 * consumer for good, and so none but JSON we wrote ourselves is added. Rejects with a ProblemError, or with what Redis said.
 */
export async function publishToStream(
  parts: { readonly asker: Redis; readonly context: ClientContext; readonly isSigned: boolean },
  name: string,
  values: ProfileValues,
): Promise<SessionSent> {
  const { asker, context, isSigned } = parts;
  const [type = '', data = ''] = [values.event, values.data].map((value) => String(value ?? '').trim());
  if (type === '') {
    throw new ProblemError(
      'bad-input',
      'Event is missing.',
      'Name the class of the message: App\\Message\\ChatMessage.',
    );
  }
  if (!isJson(data)) {
    throw new ProblemError(
      'bad-input',
      'The data is no JSON: nothing was added.',
      'Properties of the message: {"id": 7}.',
    );
  }
  if (isSigned) {
    const message = `Messages of ${name} are signed (Body-Sign): one of ours would be thrown away. Nothing was added.`;
    throw new ProblemError(
      'refused',
      message,
      'Send it from the application, or turn signing off in its test environment.',
    );
  }
  const info = await streamInfo(asker, name);
  if (info === null) {
    const message = `There is no stream ${name}: nothing was added.`;
    throw new ProblemError(
      'not-found',
      message,
      'Compare the name with the transport DSN; messenger:setup-transports makes it.',
    );
  }
  const value = writeStreamValue(type, data);
  const id = String(await asker.xadd(name, '*', 'message', value));
  const seq = context.record({
    kind: 'publish',
    direction: 'up',
    channel: name,
    event: type,
    body: Buffer.from(value),
    detail: { stream: name, id },
  });
  const groups = info.groups.map((group) => group.name);
  const taken = groups.length === 0 ? 'No consumer group reads it.' : `Consumers of ${groups.join(', ')} will take it.`;
  return { seq, words: `Added as ${id}. ${taken}` };
}
