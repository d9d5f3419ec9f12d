import { z } from 'zod';
import { relayModes } from '../../contract/relay';
import { defaultSocketIo as usual } from '../protocols/socketio/settings';

/** `socketio` of the settings file. */
export const socketIoSchema = z
  .strictObject({
    authUrls: z
      .array(z.string().min(1))
      .min(1)
      .max(20)
      .default([...usual.authUrls])
      .describe('Where applications say who may listen; of several the one whose host the page is on is asked.'),
    mode: z
      .enum(relayModes)
      .default(usual.mode)
      .describe(
        "Who gets an event that is none of Laravel Echo's: the others of its namespace, all, its sender, nobody.",
      ),
    pingIntervalMs: z
      .int()
      .min(1_000)
      .max(3_600_000)
      .default(usual.pingIntervalMs)
      .describe('Time between heartbeats.'),
    pingTimeoutMs: z.int().min(1_000).max(3_600_000).default(usual.pingTimeoutMs).describe('Time to answer one.'),
  })
  .describe('The Socket.IO side of the hub, which is laravel-echo-server as well.');

export type SocketIoConfig = z.infer<typeof socketIoSchema>;
