import type { ProtocolDescriptor } from '../../../contract/protocol';
import { form } from './client/form';

export const descriptor: ProtocolDescriptor = {
  id: 'ably',
  name: 'Ably',
  nouns: { channel: 'channel', event: 'name', connection: 'connection' },
  maxDataBytes: 65_536,
  supports: { hub: true, client: true, presence: true, clientEvents: false, exclude: true },
  client: form,
  draftFields: [
    { name: 'channel', label: 'Channel', input: 'name', required: true },
    { name: 'event', label: 'Name', input: 'name', required: true },
    { name: 'data', label: 'Data', input: 'json', required: false },
    { name: 'excludeSocketId', label: 'Exclude', input: 'connection', required: false },
  ],
};
