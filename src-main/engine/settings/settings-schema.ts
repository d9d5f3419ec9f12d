import { z } from 'zod';
import { editors } from '../../contract/editor';
import { clocks, type Settings, defaultSettings as usual } from '../../contract/settings';
import { facesSchema } from './faces-schema';
import { mercureChoicesSchema } from './mercure-schema';
import { isAddress, parseAddress } from './parse-address';
import { relaySchema } from './relay-schema';
import { socketIoSchema } from './socketio-schema';

/** A port that changes at every start is of no use in a file that stays. */
const address = z
  .string()
  .refine((text) => isAddress(text) && parseAddress(text).port !== 0, { message: 'is no HOST:PORT' });
const year = 24 * 366;

const general = {
  language: z
    .string()
    .min(1)
    .max(35)
    .default(usual.general.language)
    .describe('Tag of the language of the screen, such as en or zh-CN; system for that of the system.'),
  reopenView: z
    .boolean()
    .default(usual.general.reopenView)
    .describe('Whether the page opens on the view it was closed on.'),
  welcome: z
    .boolean()
    .default(usual.general.welcome)
    .describe('Whether the page opens on the first steps while nothing was ever recorded.'),
  editor: z.enum(editors).default(usual.general.editor).describe('Where places of a project are opened.'),
};
const appearance = {
  theme: z.enum(['system', 'light', 'dark']).default(usual.appearance.theme).describe('Colours of the screen.'),
  clock: z
    .enum(clocks)
    .default(usual.appearance.clock)
    .describe('Time of day on the screen: of this computer, UTC, or since the recording of this run began.'),
};
const hub = {
  listen: z
    .array(address)
    .min(1)
    .max(20)
    .nullable()
    .default(null)
    .describe('HOST:PORT each, where the hub listens; null for ports 6001 and 8080 of this computer.'),
};
const retention = {
  entries: z.int().min(1_000).max(100_000_000).default(usual.retention.entries).describe('Newest entries kept.'),
  bytes: z
    .int()
    .min(1_048_576)
    .max(1_099_511_627_776)
    .default(usual.retention.bytes)
    .describe('Size of the capture on disk, in bytes.'),
  hours: z
    .number()
    .positive()
    .max(100 * year)
    .default(usual.retention.hours)
    .describe('Age of the oldest entry kept, in hours.'),
};

/** settings.json of the data folder. Published as docs/settings.schema.json, which a test compares with this. */
export const settingsSchema = z
  .strictObject({
    $schema: z.string().optional().describe('Where an editor finds this schema.'),
    general: z.strictObject(general).default(usual.general).describe('What belongs nowhere else.'),
    appearance: z.strictObject(appearance).default(usual.appearance).describe('How the screen looks.'),
    hub: z.strictObject(hub).default({ listen: null }).describe('Where the hub listens.'),
    reach: z
      .strictObject({
        containers: z
          .boolean()
          .default(usual.reach.containers)
          .describe('Whether the hub listens on the bridges of containers on this computer.'),
      })
      .default(usual.reach)
      .describe('Who reaches the hub besides this computer.'),
    faces: facesSchema.prefault({}),
    relay: relaySchema.prefault({}),
    mercure: mercureChoicesSchema.prefault({}),
    socketio: socketIoSchema.prefault({}),
    retention: z
      .strictObject(retention)
      .default(usual.retention)
      .describe('How much of the past is kept, whichever comes first.'),
    keys: z
      .record(z.string().max(100), z.string().max(100))
      .default({})
      .describe('Keys by command, such as "view.pause": "$mod+Shift+KeyP"; an empty text switches a key off.'),
  })
  .describe('What was changed in Settings of Hubbub. It is in the data folder; what is not written there is as usual.');

/** Fills in the defaults. Throws a ZodError. */
export function checkSettings(value: unknown): Settings {
  const { $schema: _, ...settings } = settingsSchema.parse(value);
  return settings;
}
