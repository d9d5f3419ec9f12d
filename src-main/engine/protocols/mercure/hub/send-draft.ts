import { randomUUID } from 'node:crypto';
import type { Draft, SendResult } from '../../../../contract/hub';
import { limits } from '../../../../contract/limits';
import { plainEvent } from '../codec';
import { formText, parseForm } from '../form';
import { modernContentFault, modernTopicFault } from './modern-update';
import { app, protocol } from './names';
import { publish } from './publish';
import { type AskedUpdate, contentFault, formFault, readUpdate } from './read-update';
import { quote, type Refusal } from './refusal';
import type { MercureScope } from './scope';

const formType = 'application/x-www-form-urlencoded';

/** Publishes as an application would, with the body symfony/mercure would have sent, read as any other. */
export function sendDraft(scope: MercureScope, draft: Draft): SendResult {
  const body = bodyOf(draft);
  const asked = readUpdate(parseForm(body), () => `urn:uuid:${randomUUID()}`);
  const { update } = asked;
  const isModern = scope.settings.dialect === '1.0';
  const content = isModern
    ? (modernTopicFault(update.topics) ?? modernContentFault(update, false))
    : contentFault(update);
  const fault = formFault(asked, formType) ?? content;
  if (fault !== null) {
    const refused = recordRefusal(scope, asked, body, fault);
    return { ok: false, problem: { code: 'bad-input', message: fault.reason, hint: fault.hint }, refused };
  }
  const { seq, matched } = publish(scope, update, Buffer.from(body), { sdk: 'Hubbub' });
  return { ok: true, publish: seq, matched, excluded: 0 };
}

/** In the order of symfony/mercure; what is empty is left out, as it does. */
function bodyOf({ channel, event, data, alternates = [], isPrivate = false, id = '', retry = '' }: Draft): string {
  const topics = [channel, ...alternates].filter((topic) => topic !== '');
  const optional = [
    ['private', isPrivate ? 'on' : ''],
    ['id', id],
    ['type', event === plainEvent ? '' : event],
    ['retry', retry],
  ] as const;
  return formText([
    ...topics.map((topic) => ['topic', topic] as const),
    ['data', data],
    ...optional.filter(([, value]) => value !== ''),
  ]);
}

/** What was turned down is kept as any other refused publish. */
function recordRefusal(scope: MercureScope, { update }: AskedUpdate, body: string, refusal: Refusal): number {
  const { status, check, reason, hint, received, expected } = refusal;
  return scope.context.recorder.record({
    kind: 'refused',
    action: 'publish',
    direction: 'up',
    protocol,
    app,
    channel: update.topics.join(', '),
    event: update.type === '' ? plainEvent : update.type,
    code: status,
    body: Buffer.from(body),
    detail: {
      reason,
      hint,
      check,
      received,
      expected,
      sdk: 'Hubbub',
    },
    summary: quote(`Refused: ${reason}`, limits.summaryChars),
  });
}
