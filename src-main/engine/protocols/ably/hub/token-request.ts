import { createHmac } from 'node:crypto';
import { type AppSettings, qualifiedKey } from '../../../../contract/app';
import { membersOf } from '../../../../contract/json-text';
import { adoptable } from '../../../hub/adoptable';
import type { HubContext } from '../../../hub/hub-context';
import { adoptableName } from './adoption';
import { readCapability } from './capability';
import type { AblyFault } from './fault';
import { isSame, makeToken } from './token';

const usualTtlMs = 3_600_000;
const longestTtlMs = 86_400_000;
/** How far the clocks of two computers may be apart. */
const windowMs = 900_000;
const rememberedNonces = 10_000;

/** Nonces that were used, each good once while its request is current. */
export class Nonces {
  private readonly seen = new Map<string, number>();

  /** False if it was used before. */
  use(nonce: string, nowMs: number): boolean {
    const before = this.seen.get(nonce);
    if (before !== undefined && nowMs - before < 2 * windowMs) return false;
    this.seen.delete(nonce);
    this.seen.set(nonce, nowMs);
    if (this.seen.size > rememberedNonces) {
      const [oldest] = this.seen.keys();
      this.seen.delete(oldest as string);
    }
    return true;
  }
}

export interface TokenDetails {
  readonly token: string;
  readonly keyName: string;
  readonly issued: number;
  readonly expires: number;
  readonly capability: string;
  readonly clientId?: string;
}

/**
 * Answers a TokenRequest (https://ably.com/docs/api/token-request-spec). `isByKey`: the request itself came with the key, and
 * then need not be signed.
 */
export function answerTokenRequest(
  context: HubContext,
  nonces: Nonces,
  keyName: string,
  body: unknown,
  isByKey: boolean,
): TokenDetails | AblyFault {
  const fields = membersOf(body);
  const text = (name: string) => (fields[name] === undefined || fields[name] === null ? '' : String(fields[name]));
  const app = context.apps.byKey(keyName);
  if (app === null || app.secret === null) {
    const known = context.apps.all.map(qualifiedKey).join(', ');
    return {
      ...refused(
        40400,
        'keyName',
        `The hub has no key ${keyName.slice(0, 100)}, or not its secret.`,
        'Is it of the real service?',
      ),
      status: 404,
      expected: known,
      ...(app === null ? adoptableName(context.apps, keyName) : adoptable(context.apps, app.key, app.id)),
    };
  }
  if (text('keyName') !== '' && text('keyName') !== keyName) {
    return {
      ...refused(40101, 'keyName', 'The key in the request is not the one in the address.', 'They are the same.'),
      received: text('keyName').slice(0, 100),
      expected: keyName,
    };
  }
  const nowMs = context.clock.nowMs();
  const timestamp = Number(text('timestamp'));
  const ttlMs = text('ttl') === '' ? usualTtlMs : Number(text('ttl'));
  const capability = readCapability(fields.capability);
  if (!isByKey || text('mac') !== '') {
    const signing = [keyName, ...['ttl', 'capability', 'clientId', 'timestamp', 'nonce'].map(text)];
    const stringToSign = signing.map((one) => `${one}\n`).join('');
    if (!isSame(macOf(app.secret, stringToSign), text('mac'))) return wrongMac(context, app, stringToSign, text('mac'));
    if (!Number.isFinite(timestamp) || Math.abs(nowMs - timestamp) > windowMs) {
      const hint = 'One of the two clocks is wrong, or the request is an old one. SDKs have an option queryTime.';
      return {
        ...refused(40104, 'timestamp', 'The timestamp of the request is not current.', hint),
        received: text('timestamp'),
        expected: `within 15 minutes of ${nowMs} (ms)`,
      };
    }
    if (!nonces.use(text('nonce'), nowMs)) {
      return {
        ...refused(
          40105,
          'nonce',
          'The nonce of the request was used before.',
          'A TokenRequest is good once: make a new one each time.',
        ),
        received: text('nonce').slice(0, 100),
        expected: 'one that was not used',
      };
    }
  }
  if (!(ttlMs > 0 && ttlMs <= longestTtlMs)) {
    return {
      ...refused(40003, 'ttl', 'The ttl is none a token may have.', 'It is in milliseconds.'),
      status: 400,
      received: text('ttl'),
      expected: `1 to ${longestTtlMs}`,
    };
  }
  if (capability === null) {
    return {
      ...refused(40003, 'capability', 'The capability is no JSON of operations by channel.', 'It is a JSON text.'),
      status: 400,
      received: text('capability'),
      expected: '{"channel":["subscribe"]}',
    };
  }
  const clientId = text('clientId');
  const [issued, expires] = [Math.floor(nowMs), Math.floor(nowMs + ttlMs)];
  return {
    token: makeToken(app.secret, { keyName, issuedMs: issued, expiresMs: expires, capability, clientId }),
    keyName,
    issued,
    expires,
    capability: JSON.stringify(capability),
    ...(clientId === '' ? {} : { clientId }),
  };
}

const macOf = (secret: string, text: string): string => createHmac('sha256', secret).update(text).digest('base64');

/** Says what the signer did wrong, as far as the MAC tells. */
function wrongMac({ apps }: HubContext, app: AppSettings, stringToSign: string, mac: string): AblyFault {
  const secret = app.secret ?? '';
  const other = apps.all.find(
    (one) => one.secret !== null && one !== app && isSame(macOf(one.secret, stringToSign), mac),
  );
  const isHex = isSame(createHmac('sha256', secret).update(stringToSign).digest('hex'), mac);
  const isShort = isSame(macOf(secret, stringToSign.slice(0, -1)), mac);
  const hint =
    mac === ''
      ? 'A request without the key itself has to be signed: createTokenRequest() of the SDKs does it.'
      : other !== undefined
        ? `It was signed with the secret of app ${other.id}.`
        : isHex
          ? 'It was written in hexadecimal: base64 is right.'
          : isShort
            ? 'The last line feed is missing: each of the six fields ends with one.'
            : 'Has the application the same ABLY_KEY? Was the request changed after it was signed?';
  const expected = `base64(HMAC-SHA256(secret of ${qualifiedKey(app)}, string to sign))`;
  return {
    ...refused(40101, 'mac', 'The mac of the token request does not fit.', hint),
    received: mac.slice(0, 100),
    expected,
    stringToSign,
  };
}

function refused(code: number, check: string, reason: string, hint: string): AblyFault {
  return { code, status: 401, check, reason, hint };
}
