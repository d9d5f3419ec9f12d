import type { ProtocolDescriptor } from '../../../contract/protocol';
import { form } from './client/form';

export const descriptor: ProtocolDescriptor = {
  id: 'mercure',
  name: 'Mercure',
  nouns: { channel: 'topic', event: 'type', connection: 'subscriber' },
  maxDataBytes: null,
  supports: { hub: true, client: true, presence: false, clientEvents: false, exclude: false },
  client: form,
  draftFields: [
    { name: 'channel', label: 'Topic', input: 'name', required: true },
    { name: 'event', label: 'Type', input: 'name', required: false },
    { name: 'data', label: 'Data', input: 'json', required: false },
    { name: 'isPrivate', label: 'Private', input: 'switch', required: false },
    { name: 'alternates', label: 'Alternate topics', input: 'names', required: false, isRare: true },
    { name: 'id', label: 'Id', input: 'text', required: false, isRare: true },
    { name: 'retry', label: 'Retry, ms', input: 'number', required: false, isRare: true },
  ],
};
