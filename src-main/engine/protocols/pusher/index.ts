import type { HubContext } from '../../hub/hub-context';
import type { ProtocolModule } from '../protocol-module';
import { client } from './client';
import { codec } from './codec';
import { descriptor } from './descriptor';
import { hub } from './hub';

export const pusher: ProtocolModule<HubContext> = { descriptor, codec, hub, client };
