import { z } from 'zod';
import { relayModes } from '../../contract/relay';
import { type SocketIoSettings, socketIoLimits, defaultSocketIo as usual } from '../../contract/socketio';
import { isUrl } from '../is-url';

const { authUrls, leastPingMs, mostPingMs } = socketIoLimits;
const isHttp = (text: string) => isUrl(text) && /^https?:$/.test(new URL(text).protocol);
const address = z.string().superRefine((text, context) => {
  if (!isHttp(text)) {
    const message = `${text.slice(0, 100)} is no address that begins with http:// or https://`;
    context.addIssue({ code: 'custom', message });
  }
});
const ping = z.int().min(leastPingMs).max(mostPingMs);

const fields = {
  authUrls: z
    .array(address)
    .min(1, { message: 'names no address, and then nobody could join a private channel' })
    .max(authUrls)
    .describe('Where applications say who may listen; of several the one whose host the page is on is asked.'),
  mode: z
    .enum(relayModes)
    .describe(
      "Who gets an event that is none of Laravel Echo's: the others of its namespace, all, its sender, nobody.",
    ),
  pingIntervalMs: ping.describe('Time between heartbeats.'),
  pingTimeoutMs: ping.describe('Time to answer one.'),
};

const about = 'The Socket.IO side of the hub, which is laravel-echo-server as well.';

/** `socketio` of settings.json: what is not written there is as usual. */
export const socketIoSchema = z
  .strictObject({
    authUrls: fields.authUrls.default([...usual.authUrls]),
    mode: fields.mode.default(usual.mode),
    pingIntervalMs: fields.pingIntervalMs.default(usual.pingIntervalMs),
    pingTimeoutMs: fields.pingTimeoutMs.default(usual.pingTimeoutMs),
  })
  .describe(about) satisfies z.ZodType<SocketIoSettings>;

/** `socketio` of the settings file: what is written there is decided, the rest can still be changed in Settings. */
export const socketIoConfigSchema = z.strictObject(fields).partial().describe(about);

export type SocketIoConfig = z.infer<typeof socketIoConfigSchema>;
