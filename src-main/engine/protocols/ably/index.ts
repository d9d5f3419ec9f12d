import type { HubContext } from '../../hub/hub-context';
import type { ProtocolModule } from '../protocol-module';
import { client } from './client';
import { codec } from './codec';
import { descriptor } from './descriptor';

/** The service Ably, watched as a subscriber. */
export const ably: ProtocolModule<HubContext> = { descriptor, codec, client };
