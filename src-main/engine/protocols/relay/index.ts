import type { HubContext } from '../../hub/hub-context';
import type { ProtocolModule } from '../protocol-module';
import { codec } from './codec';
import { descriptor } from './descriptor';
import { createHubSide } from './hub';
import { type LiveRelaySettings, usualRelay } from './settings';

export function createRelay(settings: LiveRelaySettings = usualRelay): ProtocolModule<HubContext> {
  return { descriptor, codec, hub: createHubSide(settings) };
}
