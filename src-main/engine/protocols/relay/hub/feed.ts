import type { FedMessage } from '../../protocol-module';
import { rootPath } from './names';
import { publishToAll, type RelayScope } from './say';

/** So many rooms are in one publish; its receipt has to hold them all. */
const roomsAtOnce = 100;

/**
 * What a broker said to every connection, as the loop of a Ratchet chat over its clients does: one publish, whatever rooms
 * they are in.
 */
export function feed(scope: RelayScope, { source, name, payload, channel }: FedMessage): void {
  const rooms = channel === '' ? scope.rooms.occupied() : [channel];
  const isBinary = !isUtf8(payload);
  const detail = { source, name };
  for (let from = 0; from === 0 || from < rooms.length; from += roomsAtOnce) {
    const some = rooms.length === 0 ? [rootPath] : rooms.slice(from, from + roomsAtOnce);
    publishToAll(scope, some, { payload, isBinary, detail });
  }
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Text has to be UTF-8 on a WebSocket; anything else goes out as binary. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    utf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
