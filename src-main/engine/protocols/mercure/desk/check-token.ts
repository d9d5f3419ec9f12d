import { type TokenAction, type TokenCheck, type TokenReport, tokenChecks } from '../../../../contract/mercure';
import { Grants } from '../hub/grants';
import { grantFault } from '../hub/read-update';
import type { Refusal } from '../hub/refusal';
import type { TokenVerifier, VerifiedToken } from '../hub/verify-token';
import { wellKnownSecrets } from '../settings';
import { mercureClaims, parseToken, type TokenParts } from '../token';
import { checkAt, claimWords, expiryWords } from '../token-checks';
import { topicSelector } from '../topic-selector';

interface Asked {
  /** As pasted: with `Bearer ` or quotes around it, or the value of a cookie. */
  readonly text: string;
  readonly action: TokenAction;
  /** '' if it does not matter. */
  readonly topic: string;
}

/** What the hub of now says of a token. `verifier`: of the role the action belongs to; null where it has no keys. */
export async function checkToken(
  { text, action, topic }: Asked,
  verifier: TokenVerifier | null,
  secrets: readonly string[],
  nowMs: number,
): Promise<TokenReport> {
  const token = bare(text);
  const parts = parseToken(token);
  const isToken = typeof parts !== 'string';
  const mixUps = mixUpsOf(token, isToken ? parts : null, action, secrets);
  const verdict = verifier === null ? { refusal: noKeys(action) } : await verifier.verify(token, nowMs);
  const refusal = 'refusal' in verdict ? verdict.refusal : grantRefusal(verdict.token, action, topic);
  return {
    checks: checksOf(isToken ? parts : null, refusal, verdict, { nowMs, grantWords: topic === '' ? 'any' : topic }),
    refusal: refusal === null ? null : { reason: refusal.reason, hint: refusal.hint },
    mixUps,
    header: isToken ? JSON.stringify(parts.header, null, 2) : '',
    claims: isToken ? JSON.stringify(parts.claims, null, 2) : '',
    grants: isToken ? grantsOf(parts, action) : [],
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
  };
}

function grantsOf({ claims }: TokenParts, action: TokenAction): readonly string[] {
  const found = mercureClaims(claims);
  return typeof found === 'string' ? [] : (found[action] ?? []);
}

/** What would refuse the action itself. A subscriber is never refused for want of a grant: it gets nothing private. */
function grantRefusal({ claims }: VerifiedToken, action: TokenAction, topic: string): Refusal | null {
  const texts = claims[action];
  const grants = texts === null ? null : new Grants(texts);
  if (action === 'publish') {
    return grantFault(topic === '' ? [] : [topic], grants);
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
      hint: 'Name the topic, or a URI template that makes it, in mercure.subscribe; with symfony/mercure by setCookie($request, [topic]).',
    };
  }
  return null;
}

function checksOf(
  parts: TokenParts | null,
  refusal: Refusal | null,
  verdict: { readonly token: VerifiedToken } | { readonly refusal: Refusal },
  { nowMs, grantWords }: { readonly nowMs: number; readonly grantWords: string },
): readonly TokenCheck[] {
  const failed = refusal === null ? -1 : checkAt(parts === null ? 'found' : refusal.check);
  const key = 'token' in verdict ? verdict.token.detail.tokenKey : verdict.refusal.detail?.tokenKey;
  const words: readonly string[] = [
    parts === null ? 'no token' : 'three parts',
    String(parts?.header.alg ?? ''),
    typeof key === 'string' ? key : '',
    parts === null ? '' : expiryWords(parts.claims, nowMs),
    claimWords(parts?.claims ?? {}),
    refusal === null ? grantWords : refusal.reason,
  ];
  return tokenChecks.map((name, at) => ({
    name,
    state: failed < 0 || at < failed ? 'passed' : at === failed ? 'failed' : 'unreached',
    found: failed < 0 || at <= failed ? (words[at] ?? '') : '',
  }));
}

function mixUpsOf(
  token: string,
  parts: TokenParts | null,
  action: TokenAction,
  secrets: readonly string[],
): readonly string[] {
  if (parts === null) {
    const isSecret = secrets.includes(token) || (wellKnownSecrets as readonly string[]).includes(token);
    return isSecret
      ? ['This is the secret. The token is made from it: by jwt.secret of the bundle, or below.']
      : token !== '' && !token.startsWith('eyJ')
        ? ['A token begins with "eyJ". Is this the secret it is made from?']
        : [];
  }
  const { claims, header } = parts;
  const isModern =
    Array.isArray(claims.authorization_details) ||
    String(header.typ ?? '')
      .toLowerCase()
      .endsWith('at+jwt');
  const found = mercureClaims(claims);
  const lists = typeof found === 'string' ? { publish: null, subscribe: null } : found;
  return [
    isModern
      ? 'This is a token of protocol 1.0 (authorization_details); a 0.x hub looks for the claim "mercure" and finds no rights.'
      : '',
    !isModern && claims.mercure === undefined && claims['https://mercure.rocks/'] === undefined
      ? 'There is no claim "mercure": it was made for something else, or its claims were left out.'
      : '',
    action === 'publish' && lists.publish === null && lists.subscribe !== null
      ? 'It only may subscribe. Publishing needs "publish" in its claim; in the bundle: jwt: { secret: …, publish: "*" }.'
      : '',
    (lists.subscribe ?? []).some((one) => one.startsWith('/') && topicSelector(one).kind !== 'all')
      ? 'A selector begins with "/": topics are compared as texts, so it matches "/x" and not "https://example.com/x".'
      : '',
  ].filter((one) => one !== '');
}
