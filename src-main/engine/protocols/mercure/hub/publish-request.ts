import { isUtf8 } from 'node:buffer';
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { limits } from '../../../../contract/limits';
import { plainEvent } from '../codec';
import { parseForm } from '../form';
import { authorize, noToken } from './authorize';
import type { MercureCall } from './call';
import { refuse, requestDetail } from './entries';
import { modernContentFault, modernTopicFault } from './modern-update';
import { publish } from './publish';
import { type AskedUpdate, contentFault, formFault, grantFault, readUpdate } from './read-update';
import type { Refusal } from './refusal';
import { isTooLong, modernBytes, sizes } from './size';

const formType = /^\s*application\/x-www-form-urlencoded\s*(;|$)/i;

/** POST to the hub: publishes an update, and answers with its id and nothing else. */
export async function answerPublish(call: MercureCall, body: Buffer | null): Promise<void> {
  const { scope, request, response } = call;
  const contentType = request.headers['content-type'] ?? '';
  const form = parseForm(body === null || !formType.test(contentType) ? '' : body.toString());
  const asked = readUpdate(form, newId);
  const isModern = call.dialect === '1.0';
  const { refusal, detail } = await check(call, asked, {
    contentType,
    isTooLong: isModern ? isTooLong(body) : body === null,
    isMisencoded: isModern && (form.isMisencoded || (body !== null && !isUtf8(body))),
  });
  if (refusal !== null) {
    const { topics, type } = asked.update;
    const meant = { topics, event: type === '' ? plainEvent : type, body };
    refuse(call, { action: 'publish', refusal: { ...refusal, detail: { ...detail, ...refusal.detail } }, ...meant });
    return;
  }
  publish(scope, asked.update, body ?? Buffer.alloc(0), { ...requestDetail(call), ...detail });
  scope.context.http.answerText(response, 200, asked.update.id);
}

interface Sent {
  readonly contentType: string;
  readonly isTooLong: boolean;
  /** 1.0 alone looks at it. */
  readonly isMisencoded: boolean;
}

async function check(call: MercureCall, asked: AskedUpdate, sent: Sent) {
  const { publisher, grants } = call.scope;
  if (publisher === null) {
    return { refusal: noPublishing, detail: {} };
  }
  const authorized = await authorize(call, publisher);
  if ('refusal' in authorized) {
    return { refusal: authorized.refusal, detail: {} };
  }
  const { token, detail } = authorized;
  if (token === null) {
    return { refusal: noToken('publish', call), detail };
  }
  const isModern = call.dialect === '1.0';
  const granted = token.claims.publish === null ? null : grants.use(token.claims.publish);
  const { update } = asked;
  const refusal =
    (sent.isTooLong ? tooLong(call.request, isModern) : formFault(asked, sent.contentType)) ??
    (isModern ? modernTopicFault(update.topics) : null) ??
    grantFault(update.topics, granted, call.dialect) ??
    (isModern ? modernContentFault(update, sent.isMisencoded) : contentFault(update));
  return { refusal, detail };
}

function newId(): string {
  return `urn:uuid:${randomUUID()}`;
}

const noPublishing: Refusal = {
  status: 405,
  check: 'method',
  reason: 'Nobody may publish here: the hub has no key for publishers.',
  hint: 'Give it one with --mercure-secret, or mercure.publisher in its configuration.',
  received: 'POST',
  expected: 'GET, to subscribe',
};

function tooLong({ headers }: IncomingMessage, isModern: boolean): Refusal {
  return {
    status: isModern ? 413 : 400,
    check: 'size',
    reason: 'The update is larger than the hub takes.',
    hint: 'Send an id and let the receivers fetch the rest.',
    ...sizes(headers['content-length'], isModern ? modernBytes : limits.bodyBytes),
  };
}
