import type { Clock } from './clock';
import type { Hub } from './hub/hub';
import { createMercureDesk, type MercureDesk } from './protocols/mercure/desk/desk';
import { chosenMercure, defaultMercure, type MercureSettings } from './protocols/mercure/settings';
import type { SettingsBook } from './settings/settings-book';

interface Parts {
  /** What was said at the start; the rest is set by a person. */
  readonly given: MercureSettings | undefined;
  readonly settings: SettingsBook;
  readonly hub: Hub;
  readonly clock: Clock;
}

/** The desk of tokens and topics for the hub as it is set now. */
export function deskOf({ given = defaultMercure, settings, hub, clock }: Parts): MercureDesk {
  return createMercureDesk({
    settings: () => chosenMercure(given, settings.settings.mercure),
    connections: () => hub.connections(),
    origins: () => hub.state().listeners.flatMap(({ url }) => [url, url.replace('://127.0.0.1', '://localhost')]),
    nowMs: () => clock.nowMs(),
  });
}
