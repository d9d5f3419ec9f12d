import { actions } from '../actions';
import type { AblyPeer } from './peer';
import { clientIdOf } from './token';

/** As Ably tells clients (https://ably.com/docs/connect/states). */
export const connectionStateTtlMs = 120_000;
const maxIdleMs = 15_000;

/** CONNECTED: what a client is told when it is let in, and when it has shown a new token. */
export function connectedFrame({ connectionId, connectionKey, grant }: AblyPeer) {
  const clientId = clientIdOf(grant);
  return {
    action: actions.connected,
    connectionId,
    connectionKey,
    connectionDetails: {
      ...(clientId === '' ? {} : { clientId }),
      connectionKey,
      maxMessageSize: 65_536,
      maxInboundRate: 250,
      maxFrameSize: 262_144,
      serverId: 'hubbub',
      connectionStateTtl: connectionStateTtlMs,
      maxIdleInterval: maxIdleMs,
    },
  };
}
