import type { ProtocolDescriptor } from '../../../contract/protocol';
import { form } from './client/form';

export const descriptor: ProtocolDescriptor = {
  id: 'redis',
  name: 'Redis',
  nouns: { channel: 'channel', event: 'event', connection: 'connection' },
  maxDataBytes: null,
  supports: { hub: false, client: true, presence: false, clientEvents: false, exclude: true },
  client: form,
  draftFields: [],
};
