import type { ConnectionSummary } from '../../contract/hub';
import type { HubConnection } from './connection';

export function summariseConnection(connection: HubConnection): ConnectionSummary {
  const { socketId, user, channels } = connection.label();
  return {
    id: connection.id,
    protocol: connection.protocol,
    app: connection.app,
    socketId,
    user,
    origin: connection.peer.origin,
    userAgent: connection.peer.userAgent,
    remoteAddress: connection.peer.remoteAddress,
    openedAtMs: connection.openedAtMs,
    channels,
    state: connection.isSlow ? 'slow' : 'open',
    lastWrittenSeq: connection.lastWrittenSeq,
    unsentBytes: connection.unsentBytes,
  };
}
