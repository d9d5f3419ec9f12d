import { z } from 'zod';

const addresses = z.array(z.string().min(1)).max(20);

/** `sources` of the settings file: brokers whose messages go to clients of the hub. */
export const sourcesSchema = z
  .strictObject({
    relayRedis: addresses
      .optional()
      .describe(
        'redis://HOST:PORT/CHANNEL each, or rediss://: sent to the WebSockets of the relay; ?path= for one room.',
      ),
    redis: addresses
      .optional()
      .describe("redis://HOST:PORT/PREFIX* each: what Laravel's redis driver publishes; ?app= for another app."),
    amqp: addresses
      .optional()
      .describe(
        'amqp://USER:PASSWORD@HOST:PORT/EXCHANGE each: broadcasts, their channel the routing key; ?key=, ?vhost=, ?app=.',
      ),
  })
  .describe('Brokers whose messages go to clients of the hub.');

export type SourcesConfig = z.infer<typeof sourcesSchema>;
