import { defaultMercureChoices, type KeyAlgorithm, type MercureChoices, type RoleKey } from '../../../contract/mercure';

/** What the tokens of one role, publisher or subscriber, are checked with. */
export interface RoleKeys {
  /** Shared secrets, or a PEM public key, for `algorithm`. Any of them will do. */
  readonly secrets: readonly string[];
  readonly algorithm: KeyAlgorithm;
  /** Address of a JWK Set (http, https or file); wins over the secrets. */
  readonly jwksUrl?: string;
}

/** 1.0: who may issue tokens. Keys that are not given are those of the hub; null: none of that role. */
export interface TrustedIssuer {
  readonly issuer: string;
  readonly publisher?: RoleKeys | null;
  readonly subscriber?: RoleKeys | null;
}

/** Settings of the Mercure side of the hub. */
export interface MercureSettings extends Omit<MercureChoices, 'secret' | 'publisherKey' | 'subscriberKey'> {
  /** Empty: any issuer, if its tokens are signed with a key of the hub. */
  readonly issuers: readonly TrustedIssuer[];
  /** 1.0: what `aud` of a token has to name; '' for the address the hub is asked at. */
  readonly resourceIdentifier: string;
  /** null: nobody may publish, and POST is answered with 405. */
  readonly publisher: RoleKeys | null;
  /** null: tokens of subscribers are not looked at. */
  readonly subscriber: RoleKeys | null;
}

/** Secrets of the examples people start from: two of old tutorials, one of the official image. Known to everybody. */
export const wellKnownSecrets = ['!ChangeThisSecret!', '!ChangeMe!', '!ChangeThisMercureHubJWTSecretKey!'] as const;

const exampleKeys: RoleKeys = { secrets: wellKnownSecrets, algorithm: 'HS256' };
const { secret: _none, publisherKey: _publisher, subscriberKey: _subscriber, ...usual } = defaultMercureChoices;

/** What there is without any configuration: a hub for the machine it runs on. */
export const defaultMercure: MercureSettings = {
  ...usual,
  publisher: exampleKeys,
  subscriber: exampleKeys,
  issuers: [],
  resourceIdentifier: '',
};

/** What a person may change while the hub runs. */
export interface LiveMercureChoices {
  readonly current: MercureChoices;
  onChange(listener: (now: MercureChoices) => void): void;
}

/** What was given at the start, with what is set in Settings over it: the key of a role, else the secret of both. */
export function chosenMercure(
  given: MercureSettings,
  { secret, publisherKey, subscriberKey, ...choices }: MercureChoices,
): MercureSettings {
  const shared: RoleKeys | null = secret === '' ? null : { secrets: [secret], algorithm: 'HS256' };
  const keys = (own: RoleKey | null, started: RoleKeys | null) =>
    started === null ? null : own === null ? (shared ?? started) : roleKeys(own);
  return {
    ...choices,
    issuers: given.issuers,
    resourceIdentifier: given.resourceIdentifier,
    publisher: keys(publisherKey, given.publisher),
    subscriber: keys(subscriberKey, given.subscriber),
  };
}

function roleKeys({ kind, key }: RoleKey): RoleKeys {
  return kind === 'JWKS' ? { secrets: [], algorithm: 'HS256', jwksUrl: key } : { secrets: [key], algorithm: kind };
}
