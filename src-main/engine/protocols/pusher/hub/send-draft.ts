import type { Draft, SendResult } from '../../../../contract/hub';
import type { AppState, PusherScope } from './app-state';
import { publicationFault, readPublication } from './publication';
import { publish } from './publish';

/** Publishes as an app server would, with the body an SDK would have sent. */
export function sendDraft(scope: PusherScope, app: AppState | null, draft: Draft): SendResult {
  if (app === null) {
    const known = scope.context.apps.all.map(({ id }) => id).join(', ');
    const problem = { code: 'not-found', message: `There is no app ${draft.app}.`, hint: `Apps: ${known}.` } as const;
    return { ok: false, problem };
  }
  const fields = { name: draft.event, channels: [draft.channel], data: draft.data };
  const body = draft.excludeSocketId === '' ? fields : { ...fields, socket_id: draft.excludeSocketId };
  const fault = publicationFault(readPublication(body, ''));
  if (fault !== null) {
    return { ok: false, problem: { code: 'bad-input', message: fault.reason, hint: fault.hint } };
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
