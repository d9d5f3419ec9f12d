import type { ClientForm } from './profile';

/** A protocol as pure data, sent to the page as it is. Forms, columns and buttons are drawn from it. */
export interface ProtocolDescriptor {
  readonly id: string;
  readonly name: string;
  /** The protocol's own words for ours, shown as hints: channel may be topic, connection may be socket. */
  readonly nouns: { readonly channel: string; readonly event: string; readonly connection: string };
  /** Largest data of one event in bytes, null if the protocol has no limit. */
  readonly maxDataBytes: number | null;
  readonly supports: {
    readonly hub: boolean;
    readonly client: boolean;
    readonly presence: boolean;
    readonly clientEvents: boolean;
    readonly exclude: boolean;
  };
  /** How it is dialled; absent if it cannot be. */
  readonly client?: ClientForm;
  /** Fields of the composer, in order. */
  readonly draftFields: readonly DraftField[];
}

export interface DraftField {
  readonly name: 'channel' | 'event' | 'data' | 'excludeSocketId';
  readonly label: string;
  readonly input: 'name' | 'json' | 'connection';
  readonly required: boolean;
}
