import type { ConnectionId } from './ids';

/** What a token is presented for: to publish to a topic, or to get private updates of it. */
export type TokenAction = 'publish' | 'subscribe';

/** The checks of a token in the order the hub makes them; 0.x looks at no issuer, type and audience. */
const modernChecks = [
  'found',
  'issuer',
  'algorithm',
  'signature',
  'type',
  'expiry',
  'audience',
  'claims',
  'grant',
] as const;
export type TokenCheckName = (typeof modernChecks)[number];
const onlyModern: readonly TokenCheckName[] = ['issuer', 'type', 'audience'];

export function tokenChecksOf(dialect: MercureDialect): readonly TokenCheckName[] {
  return dialect === '1.0' ? modernChecks : modernChecks.filter((name) => !onlyModern.includes(name));
}

export interface TokenCheck {
  readonly name: TokenCheckName;
  /** Nothing after the one that failed is looked at. */
  readonly state: 'passed' | 'failed' | 'unreached';
  /** What was found: "HS256", "in 29 min". */
  readonly found: string;
}

/** A token taken apart and checked as the hub of now checks it. */
export interface TokenReport {
  /** What it was checked as. */
  readonly dialect: MercureDialect;
  readonly checks: readonly TokenCheck[];
  /** Why it would be refused, with the next step; null if it would pass. */
  readonly refusal: { readonly reason: string; readonly hint: string } | null;
  /** Mistakes people make, by what was found: a secret in the place of a token, claims of another protocol version. */
  readonly mixUps: readonly string[];
  /** What a token of 0.x lacks for 1.0; empty for one of 1.0. */
  readonly upgrade: readonly string[];
  /** JSON texts; '' for what is no token. */
  readonly header: string;
  readonly claims: string;
  /** Topic selectors it grants for the action. */
  readonly grants: readonly string[];
}

/** Two versions of the protocol with tokens of their own. */
export type MercureDialect = '0.x' | '1.0';

/** A token to be made. */
export interface MintInput {
  readonly dialect: MercureDialect;
  readonly publish: readonly string[];
  readonly subscribe: readonly string[];
  /** JSON text of `mercure.payload`; '' for none. */
  readonly payload: string;
  /** null for never; only 0.x has such tokens. */
  readonly expiresInS: number | null;
  /** Signs with this one, a secret or a private key (PEM or JWK); '' for the hub's own. Kept nowhere. */
  readonly secret: string;
  /** '' or absent: what the key is for; HS256 for a secret. */
  readonly algorithm?: KeyAlgorithm | '' | undefined;
  /** Only 1.0: who made it, and the hub it is for. */
  readonly issuer?: string | undefined;
  readonly audience?: string | undefined;
}

export interface MintedToken {
  readonly token: string;
  /** Claims as JSON text. */
  readonly claims: string;
  readonly warnings: readonly string[];
}

/** Whether a topic matches a selector, and who is subscribed so that an update of it would be theirs. */
export interface MatchReport {
  readonly matches: boolean;
  /** How the selector was taken: `*`, a text to be equal, a URI template (0.x), a URL pattern (1.0), or none of it. */
  readonly kind: 'all' | 'exact' | 'template' | 'pattern' | 'none';
  /** Why not, or what else is worth knowing: "{" without a template. '' for nothing. */
  readonly note: string;
  /** The selector as protocol 1.0 asks for it: `match_urlpattern=https://example.com/:id`. */
  readonly modern: string;
  /** Whether that one takes the topic too; they differ where it does not. */
  readonly modernMatches: boolean;
  /** Names of the template with what they stand for, where that is certain. */
  readonly values: readonly (readonly [name: string, value: string])[];
  /** Streams of now that ask for the topic, at most limits.matchedSubscribers, with the selector each does it by. */
  readonly subscribers: readonly MatchedSubscriber[];
  /** All of them. */
  readonly count: number;
}

export interface MatchedSubscriber {
  readonly connection: ConnectionId;
  /** Its label, or browser and port. */
  readonly name: string;
  readonly selector: string;
}

const localOrigins = ['localhost', '127.0.0.1', '[::1]'].flatMap((host) =>
  ['http', 'https'].flatMap((scheme) => [`${scheme}://${host}`, `${scheme}://${host}:*`]),
);

/** What tokens may be signed with: by a shared secret (HS), by a private key (the others), or by any key of a JWK Set. */
export const keyKinds = [
  'HS256',
  'HS384',
  'HS512',
  'RS256',
  'RS384',
  'RS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'JWKS',
] as const;
export type KeyKind = (typeof keyKinds)[number];

/** Signature algorithms a configured key may be for. PS* only comes with a key of a JWK Set, as with the reference hub. */
export type KeyAlgorithm = Exclude<KeyKind, 'JWKS'>;
export const keyAlgorithms = keyKinds.filter((kind): kind is KeyAlgorithm => kind !== 'JWKS');

/** What the tokens of one role are checked with. */
export interface RoleKey {
  readonly kind: KeyKind;
  /** The secret; the public key or its certificate as PEM; or the address of the JWK Set (http, https or file). */
  readonly key: string;
}
/** What a hub speaks: one dialect, or with `auto` each request in that which its words or its token are of. */
export const spokenDialects = ['auto', '0.x', '1.0'] as const;
export type SpokenDialect = (typeof spokenDialects)[number];

/** What can be set of the Mercure side of the hub, while it runs. Times in seconds. */
export interface MercureChoices {
  readonly dialect: SpokenDialect;
  /** Secret of publishers and subscribers (HS256); '' for those of the examples, or the keys of the settings file. */
  readonly secret: string;
  /** For tokens of this role alone; null: `secret` is. */
  readonly publisherKey: RoleKey | null;
  readonly subscriberKey: RoleKey | null;
  /** Whether who has no token may subscribe; it gets public updates. */
  readonly anonymous: boolean;
  /** Whether subscriptions are announced, and listed by the API. */
  readonly subscriptions: boolean;
  /** Origins of pages that may read answers, with their cookies; `*` is any. Empty: no page of another origin. */
  readonly corsOrigins: readonly string[];
  /** Origins a publish with a cookie may come from; one `*` within each. */
  readonly publishOrigins: readonly string[];
  readonly cookieName: string;
  /** A comment is sent after so much silence; 0 for never. */
  readonly heartbeatS: number;
  /** A stream is ended after at most so long; 0 for never. */
  readonly writeTimeoutS: number;
  /** Updates remembered for those who come back; 0 for none. */
  readonly historyUpdates: number;
}

export const defaultMercureChoices: MercureChoices = {
  dialect: 'auto',
  secret: '',
  publisherKey: null,
  subscriberKey: null,
  anonymous: true,
  subscriptions: true,
  corsOrigins: ['*'],
  publishOrigins: localOrigins,
  cookieName: 'mercureAuthorization',
  heartbeatS: 40,
  writeTimeoutS: 600,
  historyUpdates: 10_000,
};
