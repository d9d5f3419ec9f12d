import { z } from 'zod';
import type { AppOptionsPatch, AppSettings } from '../../contract/app';
import { defaultAppOptions, webhookEventNames } from '../../contract/app';

const name = z.string().min(1).max(200);
const daySeconds = 86_400;

/** The `#` is not excluded: what an app server sends as its key is compared, nothing else. */
export const appNames = {
  id: name.describe('The PUSHER_APP_ID of the app server.'),
  key: name.describe('The PUSHER_APP_KEY of pages and app server.'),
  secret: name.describe('The PUSHER_APP_SECRET of the app server.'),
};

const limit = (most: number) => z.int().min(1).max(most);

/** Each limit may be lowered or raised; the upper ends keep memory bounded. */
const limitFields = {
  channelNameChars: limit(1_000).describe('Characters of a channel name.'),
  eventNameChars: limit(1_000).describe('Characters of an event name.'),
  dataBytes: limit(1_048_576).describe("Bytes of one event's data."),
  batchEvents: limit(10_000).describe('Events of one batch_events request.'),
  channelsPerPublish: limit(10_000).describe('Channels of one publish.'),
  members: limit(100_000).describe('Users on one presence channel.'),
  userIdChars: limit(1_000).describe("Characters of a user's id."),
  userInfoBytes: limit(262_144).describe("Bytes of a user's user_info."),
  watchedUsers: limit(10_000).describe('Users one signed-in connection may watch.'),
};

const headerName = z.string().regex(/^[!#$%&'*+.^_`|~0-9A-Za-z-]{1,100}$/);
// biome-ignore lint/suspicious/noControlCharactersInRegex: what a header may not hold
const headerValue = z.string().regex(/^[^\u0000-\u0008\u000a-\u001f\u007f]{0,4000}$/);

const webhook = z.strictObject({
  url: z
    .string()
    .max(2_000)
    .refine(isHttpAddress, { message: 'is no address with http or https' })
    .describe('Where events are posted.'),
  events: z.array(z.enum(webhookEventNames)).default([]).describe('What is told; none listed means all.'),
  headers: z.record(headerName, headerValue).default({}).describe('Sent along.'),
  batch: z.boolean().default(true).describe('Whether events that happen together go in one request.'),
});

const address = z
  .string()
  .max(2_000)
  .refine((text) => text === '' || isHttpAddress(text), { message: 'is no address with http or https' });

const forward = z.strictObject({
  url: address.default('').describe('The real server that connections and requests are passed through to.'),
  authUrl: address.default('').describe('The application that /broadcasting/auth of a listener is passed on to.'),
  verifyTls: z.boolean().default(true).describe('False takes any certificate.'),
});

const optionFields = {
  enabled: z.boolean().describe('False turns clients and servers of the app away.'),
  activityTimeoutS: z.int().min(1).max(daySeconds).describe('Seconds of silence after which a client is to ping.'),
  clientEvents: z
    .enum(['off', 'members', 'all'])
    .describe(
      'Who may send client events: nobody, members of private and presence channels, or every connection to any channel.',
    ),
  clientEventsPerSecond: z.number().positive().describe('Client events one connection may send in a second.'),
  allowedOrigins: z
    .array(z.string().max(300))
    .max(100)
    .describe('Hosts a page may come from, * standing for any text; none listed means any.'),
  capacity: z.int().min(1).nullable().describe('Connections at once; null for no limit.'),
  protocolVersions: z
    .array(z.int().min(1).max(100))
    .min(1)
    .max(10)
    .nullable()
    .describe('Versions of the protocol that are let in; null for every one.'),
  subscriptionCounts: z.boolean().describe('Whether subscribers are told how many they are.'),
  cacheS: z.int().min(1).max(daySeconds).describe('Seconds for which a cache channel remembers its last event.'),
  webhooks: z
    .array(webhook)
    .max(20)
    .refine((all) => new Set(all.map(({ url }) => url)).size === all.length, { message: 'has an address twice' })
    .describe('Where the app server is told what happens on its channels.'),
  forward: forward.nullable().describe('A real server behind this app; null: the hub serves it.'),
};

/** One app as a file has it: id, key and secret, and whatever differs from the defaults. */
export const appSchema = z.strictObject({ ...appNames, ...withDefaults() }) satisfies z.ZodType<AppSettings>;

/** What to change of an app's options. */
export const optionsPatch = z
  .strictObject({
    ...optionFields,
    limits: z.strictObject(limitFields).partial(),
  })
  .partial() satisfies z.ZodType<AppOptionsPatch>;

function withDefaults() {
  const { limits, ...options } = defaultAppOptions;
  const fields = {
    enabled: optionFields.enabled.default(options.enabled),
    activityTimeoutS: optionFields.activityTimeoutS.default(options.activityTimeoutS),
    clientEvents: optionFields.clientEvents.default(options.clientEvents),
    clientEventsPerSecond: optionFields.clientEventsPerSecond.default(options.clientEventsPerSecond),
    allowedOrigins: optionFields.allowedOrigins.default([...options.allowedOrigins]),
    capacity: optionFields.capacity.default(options.capacity),
    protocolVersions: optionFields.protocolVersions.default(null),
    subscriptionCounts: optionFields.subscriptionCounts.default(options.subscriptionCounts),
    cacheS: optionFields.cacheS.default(options.cacheS),
    webhooks: optionFields.webhooks.default([]),
    forward: optionFields.forward.default(null),
  };
  const limitDefaults = {
    channelNameChars: limitFields.channelNameChars.default(limits.channelNameChars),
    eventNameChars: limitFields.eventNameChars.default(limits.eventNameChars),
    dataBytes: limitFields.dataBytes.default(limits.dataBytes),
    batchEvents: limitFields.batchEvents.default(limits.batchEvents),
    channelsPerPublish: limitFields.channelsPerPublish.default(limits.channelsPerPublish),
    members: limitFields.members.default(limits.members),
    userIdChars: limitFields.userIdChars.default(limits.userIdChars),
    userInfoBytes: limitFields.userInfoBytes.default(limits.userInfoBytes),
    watchedUsers: limitFields.watchedUsers.default(limits.watchedUsers),
  };
  return {
    ...fields,
    limits: z
      .strictObject(limitDefaults)
      .default(limits)
      .describe("What the app may use at most; the defaults are the hosted service's own."),
  };
}

function isHttpAddress(text: string): boolean {
  try {
    return /^https?:$/.test(new URL(text).protocol);
  } catch {
    return false;
  }
}
