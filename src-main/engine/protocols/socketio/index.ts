import type { HubContext } from '../../hub/hub-context';
import type { ProtocolModule } from '../protocol-module';
import { client } from './client';
import { codec } from './codec';
import { descriptor } from './descriptor';
import { createHubSide } from './hub';
import { defaultSocketIo, type SocketIoSettings } from './settings';

export function createSocketIo(settings: SocketIoSettings = defaultSocketIo): ProtocolModule<HubContext> {
  return { descriptor, codec, hub: createHubSide(settings), client };
}
