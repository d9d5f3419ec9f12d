import type { ClientSide } from '../../clients/client-side';
import { PusherConnection } from './client/connection';
import { form } from './client/form';
import { parse, routesOf } from './client/target';

/** Watches and drives any server of the Pusher family, as pusher-js and the server SDKs do. */
export const client: ClientSide = {
  form,
  parse,
  target(fields) {
    const { webSocket, host } = routesOf(fields);
    return { text: webSocket, host };
  },
  connect: (context, profile) => new PusherConnection(context, profile),
};
