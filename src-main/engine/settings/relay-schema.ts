import { z } from 'zod';
import {
  type RelayReply,
  type RelaySettings,
  relayModes,
  relayReplyLimits,
  defaultRelay as usual,
} from '../../contract/relay';

const { replies, chars, nameChars } = relayReplyLimits;
const hosts = z.array(z.string().min(1).max(nameChars)).max(100);

const reply = z
  .strictObject({
    when: z.enum(['open', 'message']).default('message').describe('When a connection opens, or sends a message.'),
    path: z
      .string()
      .max(nameChars)
      .default('')
      .describe('Only at this path; * stands for any text, empty for any path.'),
    match: z.string().max(chars).default('').describe('Only to a message like this; * stands for any text.'),
    text: z.string().max(chars).describe('What is sent; {message}, {path} and {connection} are filled in.'),
    to: z.enum(['sender', 'room']).default('sender').describe('Who gets it.'),
  })
  .describe('What the relay says by itself.') satisfies z.ZodType<RelayReply>;

const fields = {
  enabled: z.boolean().describe('Whether WebSockets at paths of no protocol are taken.'),
  mode: z
    .enum(relayModes)
    .describe('Who gets a message: the others, all with the sender, the sender alone (echo), or nobody.'),
  rooms: z.boolean().describe('Whether each path is a room of its own; otherwise all paths are one.'),
  origins: hosts.describe('Hosts pages may come from; * stands for any text, none listed is any.'),
  hosts: hosts.describe('Hosts that may be asked for; * stands for any text, none listed is any.'),
  pingS: z.number().min(0).max(86_400).describe('Seconds between pings; 0 for none.'),
  replies: z.array(reply).max(replies).describe('What the relay says by itself.'),
};

const about = 'The relay: WebSockets at paths of no protocol are passed on to each other.';

/** `relay` of settings.json: what is not written there is as usual. */
export const relaySchema = z
  .strictObject({
    enabled: fields.enabled.default(usual.enabled),
    mode: fields.mode.default(usual.mode),
    rooms: fields.rooms.default(usual.rooms),
    origins: fields.origins.default([...usual.origins]),
    hosts: fields.hosts.default([...usual.hosts]),
    pingS: fields.pingS.default(usual.pingS),
    replies: fields.replies.default([...usual.replies]),
  })
  .describe(about) satisfies z.ZodType<RelaySettings>;

/** `relay` of the settings file: what is written there is decided, the rest can still be changed in Settings. */
export const relayConfigSchema = z.strictObject(fields).partial().describe(about);
