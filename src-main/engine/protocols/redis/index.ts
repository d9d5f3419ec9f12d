import type { HubContext } from '../../hub/hub-context';
import type { ProtocolModule } from '../protocol-module';
import { client } from './client';
import { codec } from './codec';
import { descriptor } from './descriptor';

/** Laravel's redis driver and queues, seen where they pass. Observed only: it cannot be served. */
export const redis: ProtocolModule<HubContext> = { descriptor, codec, client };
