import type { ClientSide } from '../../../clients/client-side';
import type { SentAt } from '../../../clients/event-stream/arrivals';
import { MercureConnection } from './connection';
import { form } from './form';
import { parse, target } from './target';

/** `sentAt`: what is known of the hub beside it, for sessions that watch it from outside, as through a proxy. */
export function createClient(sentAt: SentAt): ClientSide {
  return {
    form,
    parse,
    target,
    connect: (context, profile) => new MercureConnection(context, profile, sentAt),
  };
}
