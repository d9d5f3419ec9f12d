import { defaultRelay, type RelaySettings } from '../../../contract/relay';

/** Settings that may change while the hub runs. */
export interface LiveRelaySettings {
  readonly current: RelaySettings;
  onChange(listener: (now: RelaySettings, before: RelaySettings) => void): void;
}

/** As usual, for good. */
export const usualRelay: LiveRelaySettings = { current: defaultRelay, onChange: () => {} };
