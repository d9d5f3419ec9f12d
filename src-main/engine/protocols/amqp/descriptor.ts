import type { ProtocolDescriptor } from '../../../contract/protocol';
import { form } from './client/form';

export const descriptor: ProtocolDescriptor = {
  id: 'amqp',
  name: 'RabbitMQ',
  nouns: { channel: 'exchange', event: 'message class', connection: 'connection' },
  maxDataBytes: null,
  supports: { hub: false, client: true, presence: false, clientEvents: false, exclude: false },
  client: form,
  draftFields: [],
};
