import type { Draft } from './hub';
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
    /** Whether its channels belong to apps; absent: there are none. */
    readonly apps?: boolean;
  };
  /** How it is dialled; absent if it cannot be. */
  readonly client?: ClientForm;
  /** Fields of the composer, in order. */
  readonly draftFields: readonly DraftField[];
}

export interface DraftField {
  readonly name: Exclude<keyof Draft, 'protocol' | 'app'>;
  /** In English; the page has its own words for `composer.label.<label>` where it knows them. */
  readonly label: string;
  /** name · names (several, one a line) · json · connection (a socket id) · text · number · switch */
  readonly input: 'name' | 'names' | 'json' | 'connection' | 'text' | 'number' | 'switch';
  readonly required: boolean;
  /** Wanted so rarely that it need not be in sight. */
  readonly isRare?: boolean;
}
