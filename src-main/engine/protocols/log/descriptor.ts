import type { ProtocolDescriptor } from '../../../contract/protocol';
import { form } from './client/form';

export const descriptor: ProtocolDescriptor = {
  id: 'log',
  name: 'Laravel log',
  nouns: { channel: 'channel', event: 'event', connection: 'file' },
  maxDataBytes: null,
  supports: { hub: false, client: true, presence: false, clientEvents: false, exclude: false },
  client: form,
  draftFields: [],
};
