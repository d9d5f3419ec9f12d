import type { HubContext } from '../../hub/hub-context';
import type { ProtocolModule } from '../protocol-module';
import { client } from './client';
import { codec } from './codec';
import { descriptor } from './descriptor';
import { hub } from './hub';

/** For tests only: keeps it true that a protocol is one folder and one line in a list. */
export const toy: ProtocolModule<HubContext> = { descriptor, codec, hub, client };
