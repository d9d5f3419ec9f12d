import { defaultMercure, type MercureSettings, type RoleKeys } from '../protocols/mercure/settings';
import type { MercureConfig } from './mercure-schema';

/** Defaults, then the settings file, then secrets said in words, which are those of both roles. */
export function mercureSettings(
  config: MercureConfig | undefined,
  secrets: readonly string[] | undefined,
): MercureSettings {
  const { secret, publisher, subscriber, issuers = [], ...rest } = config ?? {};
  const shared: RoleKeys | undefined =
    secrets !== undefined
      ? { secrets, algorithm: 'HS256' }
      : secret !== undefined
        ? { secrets: [secret], algorithm: 'HS256' }
        : undefined;
  return {
    ...defaultMercure,
    ...rest,
    publisher: roleKeys(publisher, shared, secrets !== undefined),
    subscriber: roleKeys(subscriber, shared, secrets !== undefined),
    issuers: issuers.map((one) => ({
      issuer: one.issuer,
      ...(one.publisher === undefined ? {} : { publisher: roleKeys(one.publisher, undefined, false) }),
      ...(one.subscriber === undefined ? {} : { subscriber: roleKeys(one.subscriber, undefined, false) }),
    })),
  };
}

type RoleConfig = MercureConfig['publisher'];

function roleKeys(role: RoleConfig, shared: RoleKeys | undefined, isSaid: boolean): RoleKeys | null {
  if (role === null) {
    return null;
  }
  if (role?.jwksUrl !== undefined && !isSaid) {
    return { secrets: [], algorithm: role.algorithm, jwksUrl: role.jwksUrl };
  }
  if (role?.secret === undefined || isSaid) {
    return shared ?? defaultMercure.publisher;
  }
  return { secrets: [role.secret], algorithm: role.algorithm };
}
