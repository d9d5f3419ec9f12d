/** Actions of Ably's realtime protocol, version 6, as ably-js 2.28 has them. */
export const actions = {
  heartbeat: 0,
  ack: 1,
  nack: 2,
  connected: 4,
  disconnect: 5,
  disconnected: 6,
  close: 7,
  closed: 8,
  error: 9,
  attach: 10,
  attached: 11,
  detach: 12,
  detached: 13,
  presence: 14,
  message: 15,
  sync: 16,
  auth: 17,
} as const;

/** Flags of ATTACHED, and of ATTACH as far as they are modes: what a peer wants to do, and may, on a channel. */
export const flags = {
  hasPresence: 1,
  hasBacklog: 2,
  resumed: 4,
  presence: 65_536,
  publish: 131_072,
  subscribe: 262_144,
  presenceSubscribe: 524_288,
} as const;

/** What a client that names no mode is given, as far as it may. */
export const everyMode = flags.presence | flags.publish | flags.subscribe | flags.presenceSubscribe;

/** Of presence messages. */
export const presenceActions = { absent: 0, present: 1, enter: 2, leave: 3, update: 4 } as const;
