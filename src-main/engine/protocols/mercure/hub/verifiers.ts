import type { MercureSettings, RoleKeys } from '../settings';
import type { KeyRing } from './key-ring';
import { type Role, TokenVerifier } from './verify-token';

type Verifiers = Readonly<Record<Role, TokenVerifier | null>>;

/** What checks the tokens of either role; null for one without keys. */
export function verifiersOf(settings: MercureSettings, ringOf: (keys: RoleKeys) => KeyRing): Verifiers {
  const rings = new Map<RoleKeys, KeyRing>();
  const ring = (keys: RoleKeys | null): KeyRing | null => {
    if (keys === null) return null;
    const known = rings.get(keys) ?? ringOf(keys);
    rings.set(keys, known);
    return known;
  };
  const verifier = (role: Role, own: KeyRing | null, other: KeyRing | null) => {
    if (own === null) return null;
    const issuers = settings.issuers.map(({ issuer, [role]: keys = settings[role] }) => [issuer, ring(keys)] as const);
    return new TokenVerifier(role, { own, other, issuers: new Map(issuers) });
  };
  const [publisher, subscriber] = [ring(settings.publisher), ring(settings.subscriber)];
  return {
    publisher: verifier('publisher', publisher, subscriber),
    subscriber: verifier('subscriber', subscriber, publisher),
  };
}
