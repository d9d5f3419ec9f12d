import { requestPath } from './request-path';

/** Addresses that are meant for somebody else, and by what mistake they come here. */
const hints: readonly (readonly [pattern: RegExp, hint: string])[] = [
  [
    /\/(broadcasting|pusher)\/(user-)?auth$/,
    'Signing is the work of your application: authEndpoint has to be an address of its own, not of the hub.',
  ],
  [
    /\/apps?\/?$/,
    'The key or the id of the app is missing behind it. Is it set where the page or the server is built?',
  ],
  [/^\/apps?\//i, 'Paths are in lower case here: /app/KEY and /apps/ID/events.'],
  [
    /^\/laravel-websockets/,
    'That dashboard belongs to the Laravel application. What it showed is in the timeline here.',
  ],
  [/\/socket\.io\/?$/, 'Socket.IO is at /socket.io/ here, with no path before it.'],
];

/** What was probably meant by a path that leads nowhere; undefined if it tells nothing. */
export function meantFor(path: string): string | undefined {
  return hints.find(([pattern]) => pattern.test(path))?.[1];
}

/** Clients of protocols the hub knows say so in their query, whatever path they were given. */
const clientQuery = /[?&](protocol=\d+&client=|EIO=\d)/;

/** Whether an address nobody owns is one of a protocol, spelt wrongly: accepting it would hide the mistake. */
export function isMeantForAnother(target: string): boolean {
  return clientQuery.test(target) || meantFor(requestPath(target)) !== undefined;
}
