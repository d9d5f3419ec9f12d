import type { HubContext } from '../../hub/hub-context';
import type { ProtocolModule } from '../protocol-module';
import { client } from './client';
import { codec } from './codec';
import { descriptor } from './descriptor';
import { createHubSide, type MercureParts } from './hub';
import { defaultMercure, type MercureSettings } from './settings';

const alone: MercureParts = {
  log: null,
  choices: null,
  readKeySet: () => Promise.reject(new Error('This hub was started without a way to read JWK Sets.')),
};

export function createMercure(
  settings: MercureSettings = defaultMercure,
  parts: Partial<MercureParts> = {},
): ProtocolModule<HubContext> {
  return { descriptor, codec, hub: createHubSide(settings, { ...alone, ...parts }), client };
}
