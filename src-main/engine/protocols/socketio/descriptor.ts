import type { ProtocolDescriptor } from '../../../contract/protocol';
import { form } from './client/form';

export const descriptor: ProtocolDescriptor = {
  id: 'socketio',
  name: 'Socket.IO',
  nouns: { channel: 'channel', event: 'event', connection: 'socket' },
  maxDataBytes: null,
  supports: { hub: true, client: true, presence: true, clientEvents: true, exclude: true },
  client: form,
  draftFields: [
    { name: 'channel', label: 'Channel', input: 'name', required: true },
    { name: 'event', label: 'Event', input: 'name', required: true },
    { name: 'data', label: 'Data', input: 'json', required: false },
    { name: 'excludeSocketId', label: 'Exclude', input: 'connection', required: false },
    { name: 'asSocketId', label: 'As', input: 'connection', required: false },
  ],
};
