/** Number of an entry in a capture: starts at 1, grows by 1, never reused, unique over restarts of the engine. */
export type Seq = number;

/** Number of a connection to the hub, unique over restarts of the engine (it is stored with the entries). */
export type ConnectionId = number;

/** Pusher's name for a connection: two integers joined by a dot. */
export type SocketId = string;

/** Changes with every start of the engine. A page that sees a new one drops its cached rows. */
export type RunId = string;

export type ViewId = number;
