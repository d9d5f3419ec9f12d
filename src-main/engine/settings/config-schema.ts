import { z } from 'zod';
import { limits } from '../../contract/limits';
import type { TlsFiles } from '../../contract/tls';
import { defaultStatistics, type StatisticsSettings } from '../statistics/create-statistics';
import { appSchema } from './app-schema';
import { facesConfigSchema } from './faces-schema';
import { mercureSchema } from './mercure-schema';
import { isAddress } from './parse-address';
import { relayConfigSchema } from './relay-schema';
import { socketIoConfigSchema } from './socketio-schema';
import { sourcesSchema } from './sources-schema';

const address = z.string().refine((text) => isAddress(text), { message: 'is no HOST:PORT' });
const second = 1_000;

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

const statistics = z
  .strictObject({
    intervalSeconds: z
      .int()
      .min(1)
      .max(86_400)
      .default(defaultStatistics.intervalSeconds)
      .describe('Seconds between rows of the table websockets_statistics_entries.'),
    keepDays: z
      .number()
      .positive()
      .max(36_500)
      .default(defaultStatistics.keepDays)
      .describe('Days for which a row of that table is kept.'),
  })
  .describe('Connection statistics, as those of laravel-websockets.') satisfies z.ZodType<StatisticsSettings>;

const tls = z
  .strictObject({
    cert: z.string().min(1).describe('Path of the certificate (PEM), those that sign it after it.'),
    key: z.string().min(1).describe('Path of its key (PEM, without a passphrase).'),
  })
  .describe('What https and wss are answered with; paths are relative to this file.') satisfies z.ZodType<TlsFiles>;

/** The settings file of --config. Published as docs/config.schema.json, which a test compares with this. */
export const configSchema = z
  .strictObject({
    $schema: z.string().optional().describe('Where an editor finds this schema.'),
    apps: z
      .array(appSchema)
      .min(1)
      .optional()
      .describe('Apps of the hub, instead of 12345:your_app_key:your_app_secret.'),
    listen: z
      .array(address)
      .min(1)
      .optional()
      .describe('HOST:PORT each; where the hub listens instead of ports 6001 and 8080.'),
    mercure: mercureSchema.optional(),
    relay: relayConfigSchema.optional(),
    tls: tls.optional(),
    socketio: socketIoConfigSchema.optional(),
    sources: sourcesSchema.optional(),
    redis: z
      .string()
      .min(1)
      .optional()
      .describe('redis://HOST:PORT/CHANNEL or rediss://: all hubs on that channel are one hub for a team.'),
    dashboard: address
      .optional()
      .describe('HOST:PORT; where the dashboard listens instead of 127.0.0.1:6002 or the next free port.'),
    retention: retention.optional(),
    statistics: statistics.optional(),
    faces: facesConfigSchema.optional(),
  })
  .describe('Settings of hubbub serve --config FILE. Flags win over what is written here.');

export type Config = z.infer<typeof configSchema>;
