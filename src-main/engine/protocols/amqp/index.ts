import type { HubContext } from '../../hub/hub-context';
import type { ProtocolModule } from '../protocol-module';
import { client } from './client';
import { codec } from './codec';
import { descriptor } from './descriptor';

/** What passes through RabbitMQ's exchanges. Observed only: it cannot be served. */
export const amqp: ProtocolModule<HubContext> = { descriptor, codec, client };
