/** Signature algorithms a configured key may be for. PS* only comes with a key of a JWK Set, as with the reference hub. */
export const keyAlgorithms = [
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
] as const;
export type KeyAlgorithm = (typeof keyAlgorithms)[number];

/** What the tokens of one role, publisher or subscriber, are checked with. */
export interface RoleKeys {
  /** Shared secrets, or a PEM public key, for `algorithm`. Any of them will do. */
  readonly secrets: readonly string[];
  readonly algorithm: KeyAlgorithm;
  /** Address of a JWK Set (http, https or file); wins over the secrets. */
  readonly jwksUrl?: string;
}

/** Settings of the Mercure side of the hub. Times in seconds. */
export interface MercureSettings {
  /** null: nobody may publish, and POST is answered with 405. */
  readonly publisher: RoleKeys | null;
  /** null: tokens of subscribers are not looked at. */
  readonly subscriber: RoleKeys | null;
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

/** Secrets of the examples people start from: two of old tutorials, one of the official image. Known to everybody. */
export const wellKnownSecrets = ['!ChangeThisSecret!', '!ChangeMe!', '!ChangeThisMercureHubJWTSecretKey!'] as const;

const exampleKeys: RoleKeys = { secrets: wellKnownSecrets, algorithm: 'HS256' };
const localOrigins = ['localhost', '127.0.0.1', '[::1]'].flatMap((host) =>
  ['http', 'https'].flatMap((scheme) => [`${scheme}://${host}`, `${scheme}://${host}:*`]),
);

/** What there is without any configuration: a hub for the machine it runs on. */
export const defaultMercure: MercureSettings = {
  publisher: exampleKeys,
  subscriber: exampleKeys,
  anonymous: true,
  subscriptions: true,
  corsOrigins: ['*'],
  publishOrigins: localOrigins,
  cookieName: 'mercureAuthorization',
  heartbeatS: 40,
  writeTimeoutS: 600,
  historyUpdates: 10_000,
};
