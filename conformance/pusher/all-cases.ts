import { channels } from './cases/channels';
import { connection } from './cases/connection';
import { http } from './cases/http';
import { malformed } from './cases/malformed';
import { presence } from './cases/presence';
import type { PusherCase } from './pusher-case';

/** The reference, but for those that need a server with webhooks, and 14, for which the server has to end. */
export const allCases: readonly PusherCase[] = [...connection, ...malformed, ...channels, ...presence, ...http].sort(
  (left, right) => left.number - right.number,
);
