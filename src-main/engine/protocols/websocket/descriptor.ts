import type { ClientForm } from '../../../contract/profile';
import type { ProtocolDescriptor } from '../../../contract/protocol';

export function descriptorWith(client: ClientForm): ProtocolDescriptor {
  return {
    id: 'websocket',
    name: 'WebSocket',
    nouns: { channel: 'channel', event: 'message', connection: 'connection' },
    maxDataBytes: null,
    supports: { hub: false, client: true, presence: false, clientEvents: false, exclude: false },
    client,
    draftFields: [],
  };
}
