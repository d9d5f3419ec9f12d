/** Close and error codes of the protocol that this hub uses. 40xx: do not reconnect; 41xx: later; 42xx: at once. */
export const codes = {
  unknownApp: 4001,
  disabledApp: 4003,
  invalidVersion: 4006,
  unsupportedVersion: 4007,
  noVersion: 4008,
  unauthorized: 4009,
  overCapacity: 4100,
  reconnect: 4200,
  noPong: 4201,
  tooManyClientEvents: 4301,
  watchlistTooLong: 4302,
} as const;
