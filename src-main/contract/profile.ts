/** Id of a saved profile; also the `source` of entries its session recorded. Lower case letters, digits and hyphens. */
export type ProfileId = string;

export type FieldValue = string | number | boolean;

/** One field of the form a profile of some protocol is made with. */
export interface ProfileField {
  readonly name: string;
  /** In English, as hints and choices are; the language files have them in `profileFields`. */
  readonly label: string;
  /**
   * text · secret (kept encrypted, never sent back) · number · switch · choice · lines (one a line) ·
   * headers (`Name: value` a line; the whole of it is kept as a secret).
   */
  readonly input: 'text' | 'secret' | 'number' | 'switch' | 'choice' | 'lines' | 'headers';
  readonly isRequired: boolean;
  /** What is taken when nothing is given. */
  readonly initial: FieldValue;
  readonly choices?: readonly { readonly value: string; readonly label: string }[];
  /** A sentence under the field. */
  readonly hint?: string;
  /** Shown only while another field has one of these values. */
  readonly shownIf?: { readonly field: string; readonly values: readonly FieldValue[] };
}

/** How a protocol is dialled, as pure data: the form of a profile and what a session of it can do. */
export interface ClientForm {
  /** Schemes of the addresses `hubbub watch` takes, such as `pusher`, with an example. */
  readonly schemes: readonly string[];
  readonly example: string;
  readonly fields: readonly ProfileField[];
  readonly supports: {
    /** Channels are chosen while connected. */
    readonly subscribe: boolean;
    readonly send: boolean;
    /** A subscription can carry a token of its own. */
    readonly token: boolean;
  };
  /** Fields of a message to send, in order; empty where nothing can be sent. */
  readonly sendFields: readonly ProfileField[];
}

/** What makes or changes a profile. Missing fields and secrets are left as they are; a secret of '' is taken away. */
export interface ProfileInput {
  /** Absent: a new one. */
  readonly id?: ProfileId | undefined;
  readonly name: string;
  readonly protocol: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly secrets?: Readonly<Record<string, string>> | undefined;
  /** Channels it subscribes to whenever it is connected. */
  readonly channels?: readonly string[] | undefined;
  /** Whether it is a production system; absent: worked out from its host, until the person says otherwise. */
  readonly isProduction?: boolean | null | undefined;
}

/** A saved target with what is needed to get in. Its secrets never leave the engine. */
export interface Profile {
  readonly id: ProfileId;
  readonly name: string;
  readonly protocol: string;
  /** Where it connects, without secrets: `ws://127.0.0.1:8080/app/KEY`. */
  readonly target: string;
  readonly fields: Readonly<Record<string, FieldValue>>;
  /** Names of the secret fields that have a value. */
  readonly keptSecrets: readonly string[];
  readonly channels: readonly string[];
  /** A red frame, and nothing is sent until it is unlocked for this sitting. */
  readonly isProduction: boolean;
  /** What the person said about it; null: nothing, so its host decides. */
  readonly saidProduction: boolean | null;
}
