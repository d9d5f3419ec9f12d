import type { HubContext } from '../../hub/hub-context';
import type { ProtocolModule } from '../protocol-module';
import { client } from './client';
import { codec } from './codec';
import { descriptor } from './descriptor';

/** Broadcasts of Laravel's log driver, read from its file. Observed only. */
export const log: ProtocolModule<HubContext> = { descriptor, codec, client };
