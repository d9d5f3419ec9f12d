import type { ProtocolDescriptor } from '../../../contract/protocol';

export const descriptor: ProtocolDescriptor = {
  id: 'mercure',
  name: 'Mercure',
  nouns: { channel: 'topic', event: 'type', connection: 'subscriber' },
  maxDataBytes: null,
  supports: { hub: true, client: false, presence: false, clientEvents: false, exclude: false },
  draftFields: [
    { name: 'channel', label: 'Topic', input: 'name', required: true },
    { name: 'event', label: 'Type', input: 'name', required: false },
    { name: 'data', label: 'Data', input: 'json', required: false },
  ],
};
