import { randomUUID } from 'node:crypto';
import type { Draft, SendResult } from '../../../../contract/hub';
import { plainEvent } from '../codec';
import { formText } from '../form';
import { publish } from './publish';
import { contentFault } from './read-update';
import type { MercureScope } from './scope';

/** Publishes as an application would, with the body symfony/mercure would have sent. */
export function sendDraft(scope: MercureScope, draft: Draft): SendResult {
  const type = draft.event === plainEvent ? '' : draft.event;
  const update = {
    topics: [draft.channel],
    data: draft.data,
    isPrivate: false,
    id: `urn:uuid:${randomUUID()}`,
    type,
    retry: '',
  };
  const fault = contentFault(update);
  if (fault !== null) {
    return { ok: false, problem: { code: 'bad-input', message: fault.reason, hint: fault.hint } };
  }
  const typed = type === '' ? [] : [['type', type] as const];
  const body = Buffer.from(formText([['topic', draft.channel], ['data', draft.data], ...typed]));
  const { seq, matched } = publish(scope, update, body, { sdk: 'Hubbub' });
  return { ok: true, publish: seq, matched, excluded: 0 };
}
