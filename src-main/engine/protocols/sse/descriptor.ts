import type { ProtocolDescriptor } from '../../../contract/protocol';
import { form } from './form';

export const descriptor: ProtocolDescriptor = {
  id: 'sse',
  name: 'Server-Sent Events',
  nouns: { channel: 'stream', event: 'type', connection: 'stream' },
  maxDataBytes: null,
  supports: { hub: false, client: true, presence: false, clientEvents: false, exclude: false },
  client: form,
  draftFields: [],
};
