import type { HubContext } from '../../hub/hub-context';
import type { ProtocolModule } from '../protocol-module';
import { client } from './client';
import { codec } from './codec';
import { descriptor } from './descriptor';
import { createHubSide } from './hub';
import { type LiveSocketIoSettings, usualSocketIo } from './settings';

export function createSocketIo(settings: LiveSocketIoSettings = usualSocketIo): ProtocolModule<HubContext> {
  return { descriptor, codec, hub: createHubSide(settings), client };
}
