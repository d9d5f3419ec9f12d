import type { AppSettings } from '../../../../contract/app';
import { adoptable } from '../../../hub/adoptable';
import { isAllowedOrigin } from '../../../hub/allowed-origin';
import { isUnsetKey } from '../../../hub/apps';
import type { HubContext, Upgrade } from '../../../hub/hub-context';
import { disabledApp } from './api-refusals';
import type { AppState } from './app-state';
import { codes } from './codes';
import type { Refusal } from './refuse';
import { shorten } from './shorten';

/** Why an app does not take a connection; null if it does. `protocol` as in the query, '' if none was sent. */
export function turnDown(app: AppState, upgrade: Upgrade, protocol: string): Refusal | null {
  const origin = upgrade.request.headers.origin ?? '';
  const { allowedOrigins, capacity } = app.settings;
  if (!app.settings.enabled) {
    return { ...disabledApp(app.settings.id), code: codes.disabledApp };
  }
  if (!isAllowedOrigin(origin, allowedOrigins)) {
    return {
      code: codes.unauthorized,
      check: 'origin',
      reason: `Origin ${origin} is not allowed.`,
      hint: `Allowed hosts of this app: ${allowedOrigins.join(', ')}. Only the host is compared, not scheme and port.`,
      received: origin,
    };
  }
  const version = versionFault(protocol, app.settings);
  if (version !== null) {
    return version;
  }
  if (capacity !== null && app.peers.size >= capacity) {
    return {
      code: codes.overCapacity,
      check: 'capacity',
      reason: `The app is at its limit of ${capacity} connections.`,
      hint: "Close some pages, or raise the app's capacity.",
    };
  }
  return null;
}

/** Of an app that lets in certain versions only; hosted Pusher has the same codes. */
function versionFault(version: string, { id, protocolVersions }: AppSettings): Refusal | null {
  if (protocolVersions === null || protocolVersions.map(String).includes(version)) {
    return null;
  }
  const expected = `protocol=${protocolVersions.join(' or ')}`;
  const about = { check: 'protocol version', received: shorten(version, 100), expected };
  const hint = `App ${id} lets in protocol ${protocolVersions.join(', ')} only (protocolVersions). pusher-js sends 7.`;
  if (version === '') {
    return { ...about, code: codes.noVersion, reason: 'No protocol version was supplied.', hint };
  }
  return /^\d{1,9}$/.test(version)
    ? { ...about, code: codes.unsupportedVersion, reason: `Protocol version ${version} is not supported.`, hint }
    : { ...about, code: codes.invalidVersion, reason: 'The protocol version is no number.', hint };
}

export function unknownKey(context: HubContext, key: string): Refusal {
  const known = context.apps.all.map((app) => app.key).join(', ');
  return {
    code: codes.unknownApp,
    check: 'key',
    reason: `There is no app with the key ${shorten(key, 100)} here.`,
    hint: isUnsetKey(key) ? unsetHint : `Keys of this hub: ${known}. Compare with PUSHER_APP_KEY or REVERB_APP_KEY.`,
    received: key,
    ...adoptable(context.apps, key, ''),
  };
}

export function noKey(key: string): Refusal {
  return {
    code: 404,
    check: 'path',
    reason: key === '' ? 'The path /app/ holds no app key.' : `There is nothing at /app/${shorten(key, 100)}/.`,
    hint: key === '' ? unsetHint : 'Pusher clients connect to /app/KEY, without anything after the key.',
    received: key,
  };
}

export const noSocketHere: Refusal = {
  code: 404,
  check: 'path',
  reason: 'This address takes HTTP requests, not WebSocket connections.',
  hint: 'Pusher clients connect to /app/KEY.',
};

const unsetHint =
  'The page has no app key: VITE_PUSHER_APP_KEY or VITE_REVERB_APP_KEY was not set when it was built. Set it and restart the dev server.';
