import type { ProtocolModule } from '../protocol-module';
import { client } from './client';
import { codec } from './codec';
import { descriptor } from './descriptor';

/** Any event stream there is. It is dialled only; the hub's own streams are Mercure's. */
export const sse: ProtocolModule = { descriptor, codec, client };
