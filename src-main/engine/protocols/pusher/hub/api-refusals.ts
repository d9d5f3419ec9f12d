import { limits } from '../../../../contract/limits';
import { adoptable } from '../../../hub/adoptable';
import type { AppDirectory } from '../../../hub/apps';
import type { Refusal } from './refuse';
import { shorten } from './shorten';

/** `key` is what the request was signed with, '' if it does not say. */
export function unknownApp(apps: AppDirectory, id: string, key: string): Refusal {
  const known = apps.all.map((app) => app.id).join(', ');
  const reason = `There is no app with the id ${shorten(id, 100)} here.`;
  const hint = `Ids of this hub: ${known}. Compare with PUSHER_APP_ID or REVERB_APP_ID.`;
  return { code: 404, check: 'app', reason, hint, received: id, ...adoptable(apps, key, id) };
}

export function disabledApp(id: string): Refusal {
  const reason = `App ${id} is disabled.`;
  return { code: 403, check: 'app', reason, hint: 'Set its "enabled" to true in the configuration of the hub.' };
}

/** A browser that asks whether a page may call the API, before the page can sign anything. */
export function preflight(path: string): Refusal {
  return {
    code: 405,
    check: 'method',
    reason: `${shorten(path, 200)} does not answer OPTIONS: the HTTP API is for servers, not for pages.`,
    hint: 'A page that signs requests would have to hold the secret of the app. Let its server publish, or send client events.',
    received: 'OPTIONS',
  };
}

export function nothingHere(path: string): Refusal {
  const reason = `There is nothing at ${shorten(path, 200)}.`;
  const hint =
    'The HTTP API is /apps/ID/events, batch_events, channels, channels/NAME, channels/NAME/users and users/ID/terminate_connections.';
  return { code: 404, check: 'path', reason, hint };
}

export function wrongMethod(method: string, wanted: string, path: string): Refusal {
  const reason = `${shorten(path, 200)} wants ${wanted}, not ${method}.`;
  return { code: 405, check: 'method', reason, hint: `Send it as ${wanted}.`, received: method, expected: wanted };
}

export const needsUpgrade: Refusal = {
  code: 426,
  check: 'upgrade',
  reason: 'This address is for WebSocket connections. HTTP streaming and polling are not served.',
  hint: "In pusher-js set enabledTransports: ['ws', 'wss']; behind a proxy pass the Upgrade headers on.",
};

export const tooLarge: Refusal = {
  code: 413,
  check: 'size',
  reason: `The request is larger than ${limits.requestBytes} bytes.`,
  hint: 'Send an id and let the receivers fetch the rest.',
};
