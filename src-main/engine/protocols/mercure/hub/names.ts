/** What entries of this protocol carry. Mercure has no apps: all of it is one. */
export const protocol = 'mercure';
export const app = 'mercure';

/** Where a hub is: fixed by this version of the protocol. */
export const hubPath = '/.well-known/mercure';
export const subscriptionsPath = `${hubPath}/subscriptions`;
