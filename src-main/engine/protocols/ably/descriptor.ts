import type { ProtocolDescriptor } from '../../../contract/protocol';
import { form } from './client/form';

export const descriptor: ProtocolDescriptor = {
  id: 'ably',
  name: 'Ably',
  nouns: { channel: 'channel', event: 'name', connection: 'connection' },
  maxDataBytes: 65_536,
  supports: { hub: false, client: true, presence: true, clientEvents: false, exclude: false },
  client: form,
  draftFields: [],
};
