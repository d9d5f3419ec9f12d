import { defaultAppOptions } from '../../../contract/app';
import type { ProtocolDescriptor } from '../../../contract/protocol';
import { form } from './client/form';

/** Largest data of one event in bytes, unless an app has another limit. */
export const maxDataBytes = defaultAppOptions.limits.dataBytes;

export const descriptor: ProtocolDescriptor = {
  id: 'pusher',
  name: 'Pusher',
  nouns: { channel: 'channel', event: 'event', connection: 'socket' },
  maxDataBytes,
  supports: { hub: true, client: true, presence: true, clientEvents: true, exclude: true, apps: true },
  client: form,
  draftFields: [
    { name: 'channel', label: 'Channel', input: 'name', required: true },
    { name: 'event', label: 'Event', input: 'name', required: true },
    { name: 'data', label: 'Data', input: 'json', required: true },
    { name: 'excludeSocketId', label: 'Exclude', input: 'connection', required: false },
    { name: 'asSocketId', label: 'As', input: 'connection', required: false },
  ],
};
