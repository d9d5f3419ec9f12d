import type { ProtocolDescriptor } from '../../../contract/protocol';
import { client } from './client';

export const descriptor: ProtocolDescriptor = {
  id: 'toy',
  name: 'Toy',
  nouns: { channel: 'box', event: 'label', connection: 'child' },
  maxDataBytes: null,
  supports: { hub: true, client: true, presence: false, clientEvents: false, exclude: false },
  client: client.form,
  draftFields: [
    { name: 'channel', label: 'Box', input: 'name', required: true },
    { name: 'event', label: 'Label', input: 'name', required: true },
    { name: 'data', label: 'Data', input: 'json', required: false },
  ],
};
