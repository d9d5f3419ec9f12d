import type { ProtocolDescriptor } from '../../../contract/protocol';

export const descriptor: ProtocolDescriptor = {
  id: 'relay',
  name: 'Relay',
  nouns: { channel: 'path', event: 'message', connection: 'connection' },
  maxDataBytes: null,
  supports: { hub: true, client: false, presence: false, clientEvents: true, exclude: true },
  draftFields: [
    { name: 'channel', label: 'Path', input: 'name', required: true },
    { name: 'data', label: 'Message', input: 'json', required: true },
    { name: 'excludeSocketId', label: 'Exclude', input: 'connection', required: false },
    { name: 'asSocketId', label: 'As', input: 'connection', required: false },
    { name: 'asSocketId', label: 'As', input: 'connection', required: false },
  ],
};
