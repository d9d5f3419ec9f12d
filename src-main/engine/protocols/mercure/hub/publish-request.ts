import { randomUUID } from 'node:crypto';
import { plainEvent } from '../codec';
import { parseForm } from '../form';
import { authorize, noToken } from './authorize';
import type { MercureCall } from './call';
import { refuse, requestDetail } from './entries';
import { publish } from './publish';
import { type AskedUpdate, contentFault, formFault, grantFault, readUpdate } from './read-update';
import type { Refusal } from './refusal';

const formType = /^\s*application\/x-www-form-urlencoded\s*(;|$)/i;

/** POST to the hub: publishes an update, and answers with its id and nothing else. */
export async function answerPublish(call: MercureCall, body: Buffer | null): Promise<void> {
  const { scope, request, response } = call;
  const contentType = request.headers['content-type'] ?? '';
  const form = parseForm(body === null || !formType.test(contentType) ? '' : body.toString());
  const asked = readUpdate(form, newId);
  const { refusal, detail } = await check(call, asked, contentType, body === null);
  if (refusal !== null) {
    const { topics, type } = asked.update;
    const meant = { topics, event: type === '' ? plainEvent : type, body };
    refuse(call, { action: 'publish', refusal: { ...refusal, detail: { ...detail, ...refusal.detail } }, ...meant });
    return;
  }
  publish(scope, asked.update, body ?? Buffer.alloc(0), { ...requestDetail(call), ...detail });
  scope.context.http.answerText(response, 200, asked.update.id);
}

async function check(call: MercureCall, asked: AskedUpdate, contentType: string, isTooLong: boolean) {
  const { publisher, settings, grants } = call.scope;
  if (publisher === null) {
    return { refusal: noPublishing, detail: {} };
  }
  const authorized = await authorize(call, publisher);
  if ('refusal' in authorized) {
    return { refusal: authorized.refusal, detail: {} };
  }
  const { token, detail } = authorized;
  const refusal =
    token === null
      ? noToken('publish', settings.cookieName)
      : ((isTooLong ? tooLong : formFault(asked, contentType)) ??
        grantFault(asked.update.topics, token.claims.publish === null ? null : grants.use(token.claims.publish)) ??
        contentFault(asked.update));
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
};

const tooLong: Refusal = {
  status: 400,
  check: 'size',
  reason: 'The update is larger than the hub takes.',
  hint: 'Send an id and let the receivers fetch the rest.',
};
