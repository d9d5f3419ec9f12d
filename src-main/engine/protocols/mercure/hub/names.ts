/** What entries of this protocol carry. Mercure has no apps: all of it is one. */
export const protocol = 'mercure';
export const app = 'mercure';

/** Where a hub is: fixed by 0.x, and usual in 1.0. */
export const hubPath = '/.well-known/mercure';
export const subscriptionsPath = `${hubPath}/subscriptions`;
/** 1.0: where a hub describes itself, RFC 9728. */
export const metadataPath = `/.well-known/oauth-protected-resource${hubPath}`;
