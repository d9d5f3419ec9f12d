import type { IncomingMessage } from 'node:http';
import { qualifiedKey } from '../../../../contract/app';
import { adoptable } from '../../../hub/adoptable';
import { isAllowedOrigin } from '../../../hub/allowed-origin';
import type { HubContext } from '../../../hub/hub-context';
import { adoptableName } from './adoption';
import type { AblyFault } from './fault';
import { type Grant, isSame, keyGrant, readToken } from './token';

const keyShape = 'APPID.KEYID:SECRET';

/** Who sends a request, by a key or a token in its header or its query; SDKs do either. */
export function authorize(context: HubContext, request: IncomingMessage, query: URLSearchParams): Grant | AblyFault {
  const granted = grantOf(context, request, query);
  if (!('app' in granted)) return granted;
  const { app } = granted;
  const { origin = '' } = request.headers;
  if (!app.enabled) {
    const hint = 'Switch it on in the settings of the hub.';
    return { code: 40300, status: 403, check: 'enabled', reason: `App ${app.id} is disabled.`, hint };
  }
  return isAllowedOrigin(origin, app.allowedOrigins)
    ? granted
    : {
        code: 40300,
        status: 403,
        check: 'origin',
        reason: `Pages of ${origin} may not use app ${app.id}.`,
        hint: 'Allow its host in the settings of the app.',
        received: origin,
        expected: app.allowedOrigins.join(', '),
      };
}

function grantOf(context: HubContext, { headers }: IncomingMessage, query: URLSearchParams): Grant | AblyFault {
  const [scheme = '', given = ''] = (headers.authorization ?? '').split(/\s+/);
  if (/^basic$/i.test(scheme)) return checkKey(context, decoded(given));
  const key = query.get('key');
  if (key !== null) return checkKey(context, key);
  const token = /^bearer$/i.test(scheme) ? bearerToken(given) : (query.get('accessToken') ?? query.get('access_token'));
  if (token !== null) return readToken(context.apps, token, context.clock.nowMs());
  return {
    code: 40101,
    status: 401,
    check: 'credentials',
    reason: 'The request has neither a key nor a token.',
    hint: 'Set ABLY_KEY for the SDK that sends it.',
    expected: `Authorization: Basic base64(${keyShape}), or Bearer base64(TOKEN)`,
  };
}

export function checkKey({ apps }: HubContext, key: string): Grant | AblyFault {
  const colon = key.indexOf(':');
  const name = colon === -1 ? key : key.slice(0, colon);
  const app = apps.byKey(name);
  const known = apps.all.map((one) => `${qualifiedKey(one)}:SECRET`).join(', ');
  if (app === null) {
    const isShaped = /^[^.:\s]+\.[^:\s]+:.+$/.test(key);
    return {
      code: 40400,
      status: 404,
      check: 'key',
      reason: isShaped ? `The hub has no key ${name.slice(0, 100)}.` : 'This is no key of Ably.',
      hint: isShaped ? 'Is it the key of another app, or of the real service?' : `It has the shape ${keyShape}.`,
      received: name.slice(0, 100),
      expected: known,
      ...(isShaped ? adoptableName(apps, name) : {}),
    };
  }
  if (app.secret === null) {
    const hint = 'Give the hub the secret of the app.';
    return {
      code: 40101,
      status: 401,
      check: 'secret',
      reason: `The secret of app ${app.id} is not known to this hub.`,
      hint,
      ...adoptable(apps, app.key, app.id),
    };
  }
  return colon !== -1 && isSame(app.secret, key.slice(colon + 1))
    ? keyGrant(app)
    : {
        code: 40101,
        status: 401,
        check: 'secret',
        reason: `The secret of the key ${name} is another one.`,
        hint: 'What stands behind the colon of ABLY_KEY is the secret of the app.',
        expected: `${qualifiedKey(app)}:SECRET, with the secret of app ${app.id}`,
      };
}

/** SDKs of Ably put a token in base64; one that was made by hand may stand there as it is. */
function bearerToken(given: string): string {
  return given.split('.').length === 3 ? given : decoded(given);
}

const decoded = (text: string): string => Buffer.from(text, 'base64').toString();
