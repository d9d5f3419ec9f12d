import { z } from 'zod';
import { keyAlgorithms, defaultMercure as usual } from '../protocols/mercure/settings';

const seconds = (most: number) => z.number().min(0).max(most);

const keys = z
  .strictObject({
    secret: z.string().min(1).optional().describe('Shared secret (HS), or a public key as PEM (RS, ES, EdDSA).'),
    jwksUrl: z.string().min(1).optional().describe('Address of a JWK Set (http, https, file); wins over a secret.'),
    algorithm: z.enum(keyAlgorithms).default('HS256').describe('What tokens have to be signed with.'),
  })
  .describe('What tokens of this role are checked with.');

/** `mercure` of the settings file. */
export const mercureSchema = z
  .strictObject({
    secret: z.string().min(1).optional().describe('Secret of publishers and subscribers (HS256): MERCURE_JWT_SECRET.'),
    publisher: keys.nullable().optional().describe('Keys of publishers alone; null lets nobody publish.'),
    subscriber: keys.nullable().optional().describe('Keys of subscribers alone; null ignores their tokens.'),
    anonymous: z.boolean().default(usual.anonymous).describe('Whether who has no token may subscribe.'),
    subscriptions: z
      .boolean()
      .default(usual.subscriptions)
      .describe('Whether subscriptions are announced, and listed at /.well-known/mercure/subscriptions.'),
    corsOrigins: z
      .array(z.string())
      .default([...usual.corsOrigins])
      .describe('Origins of pages that may subscribe; * for any.'),
    publishOrigins: z
      .array(z.string())
      .default([...usual.publishOrigins])
      .describe('Origins that may publish with a cookie; one * within each.'),
    cookieName: z.string().min(1).default(usual.cookieName).describe('Name of the cookie with the token.'),
    heartbeatS: seconds(86_400).default(usual.heartbeatS).describe('Seconds of silence before a comment; 0 for never.'),
    writeTimeoutS: seconds(86_400)
      .default(usual.writeTimeoutS)
      .describe('Seconds after which a stream is ended, so that the page comes back; 0 for never.'),
    historyUpdates: z
      .int()
      .min(0)
      .max(100_000)
      .default(usual.historyUpdates)
      .describe('Updates remembered for those who come back; 0 for none.'),
  })
  .describe('The Mercure side of the hub.');

export type MercureConfig = z.infer<typeof mercureSchema>;
