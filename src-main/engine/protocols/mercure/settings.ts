import { defaultMercureChoices, type MercureChoices } from '../../../contract/mercure';

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

/** Settings of the Mercure side of the hub. */
export interface MercureSettings extends Omit<MercureChoices, 'secret'> {
  /** null: nobody may publish, and POST is answered with 405. */
  readonly publisher: RoleKeys | null;
  /** null: tokens of subscribers are not looked at. */
  readonly subscriber: RoleKeys | null;
}

/** Secrets of the examples people start from: two of old tutorials, one of the official image. Known to everybody. */
export const wellKnownSecrets = ['!ChangeThisSecret!', '!ChangeMe!', '!ChangeThisMercureHubJWTSecretKey!'] as const;

const exampleKeys: RoleKeys = { secrets: wellKnownSecrets, algorithm: 'HS256' };
const { secret: _none, ...usual } = defaultMercureChoices;

/** What there is without any configuration: a hub for the machine it runs on. */
export const defaultMercure: MercureSettings = { ...usual, publisher: exampleKeys, subscriber: exampleKeys };

/** What a person may change while the hub runs. */
export interface LiveMercureChoices {
  readonly current: MercureChoices;
  onChange(listener: (now: MercureChoices) => void): void;
}

/** What was given at the start, with what is set in Settings over it. A secret there is that of both roles. */
export function chosenMercure(given: MercureSettings, { secret, ...choices }: MercureChoices): MercureSettings {
  const keys: RoleKeys | null = secret === '' ? null : { secrets: [secret], algorithm: 'HS256' };
  const { publisher, subscriber } = given;
  return {
    ...choices,
    publisher: publisher === null ? null : (keys ?? publisher),
    subscriber: subscriber === null ? null : (keys ?? subscriber),
  };
}
