import {
  type MercureDialect,
  type SpokenDialect,
  type TokenAction,
  type TokenCheck,
  type TokenReport,
  tokenChecksOf,
} from '../../../../contract/mercure';
import { dialectOfParts, mercureClaims } from '../claims';
import { Grants } from '../hub/grants';
import { grantFault } from '../hub/read-update';
import type { Refusal } from '../hub/refusal';
import type { TokenVerifier, VerifiedToken } from '../hub/verify-token';
import { wellKnownSecrets } from '../settings';
import { parseToken, type TokenParts } from '../token';
import { checkAt, claimWords, expiryWords, textsOf } from '../token-checks';
import { topicSelector } from '../topic-selector';
import { tokenHints } from '../upgrade';

interface Asked {
  /** As pasted: with `Bearer ` or quotes around it, or the value of a cookie. */
  readonly text: string;
  readonly action: TokenAction;
  /** '' if it does not matter. */
  readonly topic: string;
}

interface HubOfNow {
  /** Of the role the action belongs to; null where it has no keys. */
  readonly verifier: TokenVerifier | null;
  readonly secrets: readonly string[];
  readonly dialect: SpokenDialect;
  /** 1.0: addresses of the hub, any of which a token may be for. */
  readonly audiences: readonly string[];
  readonly nowMs: number;
}

/** What the hub of now says of a token. Where it speaks both dialects, in that which the token is of. */
export async function checkToken({ text, action, topic }: Asked, hub: HubOfNow): Promise<TokenReport> {
  const { verifier, nowMs } = hub;
  const token = bare(text);
  const parts = parseToken(token);
  const isToken = typeof parts !== 'string';
  const own = isToken ? dialectOfParts(parts) : '0.x';
  const dialect = hub.dialect === 'auto' ? own : hub.dialect;
  const mixUps = mixUpsOf(token, isToken ? parts : null, action, { ...hub, asked: dialect });
  const named = isToken ? hub.audiences.find((one) => [parts.claims.aud].flat().includes(one)) : undefined;
  const asked = { dialect, audience: named ?? hub.audiences[0] ?? '' };
  const verdict = verifier === null ? { refusal: noKeys(action) } : await verifier.verify(token, nowMs, asked);
  const refusal = 'refusal' in verdict ? verdict.refusal : grantRefusal(verdict.token, action, topic, dialect);
  const words = { nowMs, dialect, grantWords: topic === '' ? 'any' : topic };
  return {
    dialect,
    checks: checksOf(isToken ? parts : null, refusal, verdict, words),
    upgrade: isToken && own === '0.x' ? tokenHints(parts) : [],
    refusal: refusal === null ? null : { reason: refusal.reason, hint: refusal.hint },
    mixUps,
    header: isToken ? JSON.stringify(parts.header, null, 2) : '',
    claims: isToken ? JSON.stringify(parts.claims, null, 2) : '',
    grants: isToken ? grantsOf(parts, action, dialect) : [],
  };
}

/** Without what people copy along. */
function bare(text: string): string {
  return text
    .trim()
    .replace(/^(?:authorization:\s*)?bearer\s+/i, '')
    .replace(/^[\w-]*mercure\w*=/i, '')
    .replace(/^["'](.*)["'];?$/s, '$1')
    .replace(/;.*$/s, '')
    .trim();
}

function noKeys(action: TokenAction): Refusal {
  return {
    status: 405,
    check: 'signature',
    reason: `The hub has no key for ${action === 'publish' ? 'publishers' : 'subscribers'}.`,
    hint: 'Give it one with --mercure-secret, or in the settings of Mercure.',
    received: 'no key',
    expected: 'a key of this role',
  };
}

function grantsOf({ claims }: TokenParts, action: TokenAction, dialect: MercureDialect): readonly string[] {
  const found = mercureClaims(claims, dialect);
  return typeof found === 'string' ? [] : (found[action] ?? []);
}

/** What would refuse the action itself. A subscriber is never refused for want of a grant: it gets nothing private. */
function grantRefusal(
  { claims }: VerifiedToken,
  action: TokenAction,
  topic: string,
  dialect: MercureDialect,
): Refusal | null {
  const texts = claims[action];
  const grants = texts === null ? null : new Grants(texts);
  if (action === 'publish') {
    return grantFault(topic === '' ? [] : [topic], grants, dialect);
  }
  if (topic !== '' && grants?.covers(topic) === true) {
    return null;
  }
  if (grants === null || grants.texts.length === 0 || topic !== '') {
    const found = grants === null || grants.texts.length === 0 ? 'no topic' : grants.texts.join(', ');
    const what = topic === '' ? 'private updates' : `private updates of ${topic}`;
    return {
      status: 200,
      check: 'grant',
      reason: `The stream opens, and ${what} never come: the token grants ${found}.`,
      hint:
        dialect === '1.0'
          ? 'Name the topic, or a URL pattern that matches it, in a detail with the action "subscribe".'
          : 'Name the topic, or a URI template that makes it, in mercure.subscribe; with symfony/mercure by setCookie($request, [topic]).',
      received: found,
      expected: topic === '' ? 'a topic' : topic,
    };
  }
  return null;
}

function checksOf(
  parts: TokenParts | null,
  refusal: Refusal | null,
  verdict: { readonly token: VerifiedToken } | { readonly refusal: Refusal },
  {
    nowMs,
    dialect,
    grantWords,
  }: { readonly nowMs: number; readonly dialect: MercureDialect; readonly grantWords: string },
): readonly TokenCheck[] {
  const failed = refusal === null ? -1 : checkAt(parts === null ? 'found' : refusal.check, dialect);
  const key = 'token' in verdict ? verdict.token.detail.tokenKey : verdict.refusal.detail?.tokenKey;
  const { header = {}, claims = {} } = parts ?? {};
  const words = {
    found: parts === null ? 'no token' : 'three parts',
    issuer: textsOf(claims.iss),
    algorithm: String(header.alg ?? ''),
    signature: typeof key === 'string' ? key : '',
    type: textsOf(header.typ),
    expiry: parts === null ? '' : expiryWords(claims, nowMs),
    audience: textsOf(claims.aud),
    claims: claimWords(claims, dialect),
    grant: refusal === null ? grantWords : refusal.reason,
  };
  return tokenChecksOf(dialect).map((name, at) => ({
    name,
    state: failed < 0 || at < failed ? 'passed' : at === failed ? 'failed' : 'unreached',
    found: failed < 0 || at <= failed ? words[name] : '',
  }));
}

function mixUpsOf(
  token: string,
  parts: TokenParts | null,
  action: TokenAction,
  { secrets, asked }: { readonly secrets: readonly string[]; readonly asked: MercureDialect },
): readonly string[] {
  if (parts === null) {
    const isSecret = secrets.includes(token) || (wellKnownSecrets as readonly string[]).includes(token);
    return isSecret
      ? ['This is the secret. The token is made from it: by jwt.secret of the bundle, or below.']
      : token !== '' && !token.startsWith('eyJ')
        ? ['A token begins with "eyJ". Is this the secret it is made from?']
        : [];
  }
  const { claims } = parts;
  const isModern = dialectOfParts(parts) === '1.0';
  const found = mercureClaims(claims, asked);
  const lists = typeof found === 'string' ? { publish: null, subscribe: null } : found;
  return [
    isModern && asked === '0.x'
      ? 'This is a token of protocol 1.0 (authorization_details); a 0.x hub looks for the claim "mercure" and finds no rights.'
      : '',
    !isModern && asked === '1.0'
      ? 'This is a token of protocol 0.x, and the hub is set to 1.0: it looks at no claim "mercure", and wants authorization_details.'
      : '',
    isModern && claims.mercure !== undefined
      ? 'There is a claim "mercure" beside authorization_details: 1.0 does not look at it.'
      : '',
    !isModern && claims.mercure === undefined && claims['https://mercure.rocks/'] === undefined
      ? 'There is no claim "mercure": it was made for something else, or its claims were left out.'
      : '',
    action === 'publish' && lists.publish === null && lists.subscribe !== null
      ? 'It only may subscribe. Publishing needs "publish" in its claim; in the bundle: jwt: { secret: …, publish: "*" }.'
      : '',
    asked === '0.x' && (lists.subscribe ?? []).some((one) => one.startsWith('/') && topicSelector(one).kind !== 'all')
      ? 'A selector begins with "/": topics are compared as texts, so it matches "/x" and not "https://example.com/x".'
      : '',
  ].filter((one) => one !== '');
}
