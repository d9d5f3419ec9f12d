import { agentWords } from '../../contract/agent-words';
import type { ConnectionSummary } from '../../contract/hub';
import type { HubConnection } from './connection';

/** A User-Agent in words; of the few there are, each is read once. Bounded, for those who invent them. */
const knownAgents = new Map<string, string>();
const maxKnownAgents = 1_000;

function agentOf(userAgent: string): string {
  let words = knownAgents.get(userAgent);
  if (words === undefined) {
    words = agentWords(userAgent);
    if (knownAgents.size < maxKnownAgents && userAgent.length < 1_000) knownAgents.set(userAgent, words);
  }
  return words;
}

export function summariseConnection(connection: HubConnection): ConnectionSummary {
  const { socketId, user, channels, library = '', passed = null } = connection.label();
  const { peer, traffic, closed } = connection;
  return {
    id: connection.id,
    protocol: connection.protocol,
    app: connection.app,
    socketId,
    user,
    origin: peer.origin,
    page: peer.page,
    userAgent: peer.userAgent,
    agent: agentOf(peer.userAgent),
    library,
    passed,
    remoteAddress: peer.remoteAddress,
    openedAtMs: connection.openedAtMs,
    channels,
    state: closed !== null ? 'closed' : connection.isSlow ? 'slow' : 'open',
    closed,
    lastMessageAtMs: traffic.lastMessageAtMs,
    messagesUp: traffic.messagesUp,
    messagesDown: traffic.messagesDown,
    bytesUp: traffic.bytesUp,
    bytesDown: traffic.bytesDown,
    lastWrittenSeq: connection.lastWrittenSeq,
    unsentBytes: connection.unsentBytes,
  };
}
