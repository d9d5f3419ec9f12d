import { z } from 'zod';
import { limits } from '../../contract/limits';
import { defaultApp } from '../hub/apps';
import type { AppSettings } from '../hub/hub';
import { parseAddress } from './parse-address';

const address = z.string().refine((text) => isAddress(text), { message: 'is no HOST:PORT' });
const name = z.string().min(1).max(200);
const second = 1_000;

/** One app of the hub: id, key and secret, and whatever differs from the defaults. */
const app = z.strictObject({
  id: name.describe('The PUSHER_APP_ID of the app server.'),
  key: name.describe('The PUSHER_APP_KEY of pages and app server.'),
  secret: name.describe('The PUSHER_APP_SECRET of the app server.'),
  activityTimeoutS: z
    .int()
    .min(1)
    .max(86_400)
    .default(defaultApp.activityTimeoutS)
    .describe('Seconds of silence after which a client is to ping.'),
  clientEvents: z
    .enum(['off', 'members'])
    .default(defaultApp.clientEvents)
    .describe('Whether members of private and presence channels may send client events.'),
  clientEventsPerSecond: z
    .number()
    .positive()
    .default(defaultApp.clientEventsPerSecond)
    .describe('Client events one connection may send in a second.'),
  allowedOrigins: z
    .array(z.string())
    .default([...defaultApp.allowedOrigins])
    .describe('Hosts a page may come from; none listed means any.'),
  capacity: z.int().min(1).nullable().default(defaultApp.capacity).describe('Connections at once; null for no limit.'),
  enabled: z.boolean().optional().describe('False turns clients and servers of the app away.'),
  subscriptionCounts: z.boolean().optional().describe('Whether subscribers are told how many they are.'),
  cacheS: z
    .int()
    .min(1)
    .max(86_400)
    .optional()
    .describe('Seconds for which a cache channel remembers its last event; 1800 if absent.'),
}) satisfies z.ZodType<AppSettings>;

const retention = z
  .strictObject({
    entries: z.int().min(1_000).default(limits.retentionEntries).describe('Newest entries kept.'),
    bytes: z.int().min(1_048_576).default(limits.retentionBytes).describe('Size of the capture on disk, in bytes.'),
    hours: z
      .number()
      .positive()
      .default(limits.retentionMs / 3_600 / second)
      .describe('Age of the oldest entry kept, in hours.'),
  })
  .describe('How much of the past is kept, whichever comes first.');

/** The settings file of --config. Published as docs/config.schema.json, which a test compares with this. */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional().describe('Where an editor finds this schema.'),
    apps: z.array(app).min(1).optional().describe('Apps of the hub, instead of 12345:your_app_key:your_app_secret.'),
    listen: z
      .array(address)
      .min(1)
      .optional()
      .describe('HOST:PORT each; where the hub listens instead of ports 6001 and 8080.'),
    dashboard: address
      .optional()
      .describe('HOST:PORT; where the dashboard listens instead of 127.0.0.1:6002 or the next free port.'),
    retention: retention.optional(),
  })
  .describe('Settings of hubbub serve --config FILE. Flags win over what is written here.');

export type Config = z.infer<typeof configSchema>;

function isAddress(text: string): boolean {
  try {
    parseAddress(text);
    return true;
  } catch {
    return false;
  }
}
