import type { HubContext } from '../../hub/hub-context';
import type { ProtocolModule } from '../protocol-module';
import { createClient } from './client';
import { codec } from './codec';
import { descriptor } from './descriptor';
import { createHubSide, type MercureParts } from './hub';
import type { History } from './hub/history';
import { defaultMercure, type MercureSettings } from './settings';

const alone: MercureParts = {
  log: null,
  choices: null,
  onHistory: () => {},
  readKeySet: () => Promise.reject(new Error('This hub was started without a way to read JWK Sets.')),
};

export function createMercure(
  settings: MercureSettings = defaultMercure,
  parts: Partial<MercureParts> = {},
): ProtocolModule<HubContext> {
  let history: History | null = null;
  const onHistory = (started: History) => {
    history = started;
  };
  const hub = createHubSide(settings, { ...alone, onHistory, ...parts });
  return { descriptor, codec, hub, client: createClient((id) => history?.sentAtMs(id) ?? null) };
}
