import type { Draft, SendResult } from '../../../../contract/hub';
import type { Seq } from '../../../../contract/ids';
import { limits } from '../../../../contract/limits';
import type { AppState, PusherScope } from './app-state';
import { publicationFault, readPublication } from './publication';
import { publish } from './publish';
import type { Refusal } from './refuse';
import { countRefusal, refusalDetail } from './refuse';
import { sendAsClient } from './send-as-client';
import { shorten } from './shorten';

/** Publishes as an app server would, with the body an SDK would have sent. */
export function sendDraft(scope: PusherScope, app: AppState | null, draft: Draft): SendResult {
  if (app === null) {
    const known = scope.context.apps.all.map(({ id }) => id).join(', ');
    const problem = { code: 'not-found', message: `There is no app ${draft.app}.`, hint: `Apps: ${known}.` } as const;
    return { ok: false, problem };
  }
  if (app.pass !== null) {
    const message = `App ${draft.app} is passed through to ${app.pass.forward.url}: the hub itself publishes nothing there.`;
    const hint = 'Publish from the application, or through a profile of that server.';
    return { ok: false, problem: { code: 'not-supported', message, hint } };
  }
  if (draft.asSocketId) {
    return sendAsClient(scope, app, draft, draft.asSocketId);
  }
  const fields = { name: draft.event, channels: [draft.channel], data: draft.data };
  const body = draft.excludeSocketId === '' ? fields : { ...fields, socket_id: draft.excludeSocketId };
  const fault = publicationFault(readPublication(body, ''), app.settings.limits);
  if (fault !== null) {
    const refused = recordRefusal(scope, app, draft, body, fault);
    return { ok: false, problem: { code: 'bad-input', message: fault.reason, hint: fault.hint }, refused };
  }
  const { seq, matched, excluded } = publish(scope, app, {
    event: draft.event,
    channels: [draft.channel],
    data: draft.data,
    socketId: draft.excludeSocketId,
    body: Buffer.from(JSON.stringify(body)),
    detail: { sdk: 'Hubbub' },
  });
  return { ok: true, publish: seq, matched, excluded };
}

/** What was turned down is kept as any other refused publish. */
function recordRefusal(scope: PusherScope, app: AppState, draft: Draft, body: object, refusal: Refusal): Seq {
  countRefusal(app, draft.channel, 'publish', refusal.code);
  return scope.context.recorder.record({
    kind: 'refused',
    action: 'publish',
    direction: 'up',
    protocol: 'pusher',
    app: app.settings.id,
    channel: draft.channel,
    event: draft.event,
    code: refusal.code ?? undefined,
    body: Buffer.from(JSON.stringify(body)),
    detail: { ...refusalDetail(refusal), sdk: 'Hubbub' },
    summary: shorten(`Refused: ${refusal.reason}`, limits.summaryChars),
  });
}
