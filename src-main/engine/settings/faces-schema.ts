import { z } from 'zod';
import type { FaceSettings } from '../../contract/faces';

const fields = {
  laravelWebsockets: z.boolean().describe('/health, the routes of its dashboard, the channels of its log.'),
  reverb: z.boolean().describe('/up and /apps/ID/connections.'),
  soketi: z.boolean().describe('/ready, /accept-traffic, /usage and /metrics.'),
};
const about = 'Which other servers the hub also answers as.';

/** `faces` of settings.json: what is not written there is on. */
export const facesSchema = z
  .strictObject({
    laravelWebsockets: fields.laravelWebsockets.default(true),
    reverb: fields.reverb.default(true),
    soketi: fields.soketi.default(true),
  })
  .describe(about) satisfies z.ZodType<FaceSettings>;

/** `faces` of the settings file: what is written there is decided, the rest can still be changed in Settings. */
export const facesConfigSchema = z.strictObject(fields).partial().describe(about);
