import type { HubContext } from '../../hub/hub-context';
import type { ProtocolModule } from '../protocol-module';
import { client } from './client';
import { codec } from './codec';
import { descriptor } from './descriptor';
import { hub } from './hub';

/** The service Ably: spoken for by the hub, watched as a subscriber. */
export const ably: ProtocolModule<HubContext> = { descriptor, codec, hub, client };
