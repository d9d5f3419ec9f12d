import type { HubContext } from '../../hub/hub-context';
import type { ProtocolModule } from '../protocol-module';
import { codec } from './codec';
import { descriptor } from './descriptor';
import { createHubSide } from './hub';
import { defaultMercure, type MercureSettings } from './settings';

export function createMercure(settings: MercureSettings = defaultMercure): ProtocolModule<HubContext> {
  return { descriptor, codec, hub: createHubSide(settings) };
}
