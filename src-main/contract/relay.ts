/**
 * Who gets what a connection of the relay sends: the others of its room (a Ratchet chat), the others and the sender, the
 * sender alone (Ratchet's EchoServer), or nobody, so that only the replies of the settings are heard.
 */
export const relayModes = ['others', 'all', 'echo', 'nobody'] as const;
export type RelayMode = (typeof relayModes)[number];

/** What the relay says by itself: when a connection opens, or when one sends a message. */
export interface RelayReply {
  readonly when: 'open' | 'message';
  /** Only at this path; `*` in it stands for any text, and '' is any path. */
  readonly path: string;
  /** Only to messages like this one; `*` in it stands for any text, and '' is any message. */
  readonly match: string;
  /** Sent as it is, but for `{message}`, `{path}` and `{connection}`. */
  readonly text: string;
  readonly to: 'sender' | 'room';
}

/** The relay side of the hub: WebSockets at paths that belong to no protocol. */
export interface RelaySettings {
  /** False: such WebSockets are refused with 404. */
  readonly enabled: boolean;
  readonly mode: RelayMode;
  /** Whether each path is a room of its own; otherwise all are one, as where no router stands before the application. */
  readonly rooms: boolean;
  /** Hosts pages may come from, `*` standing for any text; empty means any, and then no Origin is asked for. */
  readonly origins: readonly string[];
  /** Hosts that may be asked for in the Host header; empty means any. */
  readonly hosts: readonly string[];
  /** Seconds between pings; who has not answered one by the next is closed. 0 for none. */
  readonly pingS: number;
  readonly replies: readonly RelayReply[];
}

export const relayReplyLimits = { replies: 50, chars: 10_000, nameChars: 1_000 } as const;

export const defaultRelay: RelaySettings = {
  enabled: true,
  mode: 'others',
  rooms: true,
  origins: [],
  hosts: [],
  pingS: 30,
  replies: [],
};
