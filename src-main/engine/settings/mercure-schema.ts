import { z } from 'zod';
import {
  keyAlgorithms,
  keyKinds,
  type MercureChoices,
  spokenDialects,
  defaultMercureChoices as usual,
} from '../../contract/mercure';
import { keyFault } from '../protocols/mercure/hub/key-ring';

const seconds = (most: number) => z.number().min(0).max(most);

const keys = z
  .strictObject({
    secret: z.string().min(1).optional().describe('Shared secret (HS), or a public key as PEM (RS, ES, EdDSA).'),
    jwksUrl: z.string().min(1).optional().describe('Address of a JWK Set (http, https, file); wins over a secret.'),
    algorithm: z.enum(keyAlgorithms).default('HS256').describe('What tokens have to be signed with.'),
  })
  .describe('What tokens of this role are checked with.');

const issuer = z
  .strictObject({
    issuer: z.string().min(1).max(300).describe('Its name, as iss of a token has it.'),
    publisher: keys.nullable().optional().describe('Its keys of publishers; those of the hub if absent, none if null.'),
    subscriber: keys
      .nullable()
      .optional()
      .describe('Its keys of subscribers; those of the hub if absent, none if null.'),
  })
  .describe('Whom tokens of protocol 1.0 may be issued by.');

const fields = {
  dialect: z
    .enum(spokenDialects)
    .describe('Protocol 0.x, 1.0, or auto: each request in the one its parameters or its token are of.'),
  anonymous: z.boolean().describe('Whether who has no token may subscribe.'),
  subscriptions: z
    .boolean()
    .describe('Whether subscriptions are announced, and listed at /.well-known/mercure/subscriptions.'),
  corsOrigins: z.array(z.string().max(300)).max(100).describe('Origins of pages that may subscribe; * for any.'),
  publishOrigins: z
    .array(z.string().max(300))
    .max(100)
    .describe('Origins that may publish with a cookie; one * within each.'),
  cookieName: z
    .string()
    .regex(/^[\w!#$%&'*+.^`|~-]{1,100}$/)
    .describe('Name of the cookie with the token.'),
  heartbeatS: seconds(86_400).describe('Seconds of silence before a comment; 0 for never.'),
  writeTimeoutS: seconds(86_400).describe(
    'Seconds after which a stream is ended, so that the page comes back; 0 for never.',
  ),
  historyUpdates: z.int().min(0).max(100_000).describe('Updates remembered for those who come back; 0 for none.'),
};

const about = 'The Mercure side of the hub.';

/** `mercure` of the settings file: what is written there is decided, the rest can still be changed in Settings. */
export const mercureSchema = z
  .strictObject({
    secret: z.string().min(1).optional().describe('Secret of publishers and subscribers (HS256): MERCURE_JWT_SECRET.'),
    publisher: keys.nullable().optional().describe('Keys of publishers alone; null lets nobody publish.'),
    subscriber: keys.nullable().optional().describe('Keys of subscribers alone; null ignores their tokens.'),
    issuers: z.array(issuer).max(100).optional().describe('1.0: trusted issuers; any with a key of the hub if empty.'),
    resourceIdentifier: z
      .url()
      .max(300)
      .optional()
      .describe('1.0: what aud of a token has to name; the address the hub is asked at if absent.'),
    ...z.strictObject(fields).partial().shape,
  })
  .describe(about);

const roleKey = (whose: string) =>
  z
    .strictObject({
      kind: z.enum(keyKinds).describe('What tokens have to be signed with.'),
      key: z.string().min(1).max(8_192).describe('Secret (HS), public key as PEM (RS, ES, EdDSA), or address (JWKS).'),
    })
    .superRefine((value, context) => {
      const fault = keyFault(value);
      if (fault !== '') context.addIssue({ code: 'custom', message: fault });
    })
    .nullable()
    .default(null)
    .describe(`What tokens of ${whose} are checked with; null for the secret.`);

/** `mercure` of settings.json: what is not written there is as usual. */
export const mercureChoicesSchema = z
  .strictObject({
    secret: z
      .string()
      .max(4_096)
      .default(usual.secret)
      .describe('Secret of publishers and subscribers (HS256); empty for those of the examples.'),
    publisherKey: roleKey('publishers'),
    subscriberKey: roleKey('subscribers'),
    dialect: fields.dialect.default(usual.dialect),
    anonymous: fields.anonymous.default(usual.anonymous),
    subscriptions: fields.subscriptions.default(usual.subscriptions),
    corsOrigins: fields.corsOrigins.default([...usual.corsOrigins]),
    publishOrigins: fields.publishOrigins.default([...usual.publishOrigins]),
    cookieName: fields.cookieName.default(usual.cookieName),
    heartbeatS: fields.heartbeatS.default(usual.heartbeatS),
    writeTimeoutS: fields.writeTimeoutS.default(usual.writeTimeoutS),
    historyUpdates: fields.historyUpdates.default(usual.historyUpdates),
  })
  .describe(about) satisfies z.ZodType<MercureChoices>;

export type MercureConfig = z.infer<typeof mercureSchema>;
