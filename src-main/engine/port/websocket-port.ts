import type { RawData, WebSocket } from 'ws';
import type { Port } from '../../contract/port';
import { Inbox } from './inbox';

const closeUnreadable = 1007;

/** A port over an open WebSocket: one JSON text a message. Text that is no JSON ends it. */
export function createWebSocketPort(socket: WebSocket): Port {
  const inbox = new Inbox();
  socket.on('message', (data: RawData) => {
    const message = parse(data);
    if (message === undefined) {
      socket.close(closeUnreadable, 'not JSON');
    } else {
      inbox.take(message);
    }
  });
  // The close event follows; without a listener the error would end the process.
  socket.on('error', () => {});
  socket.on('close', () => inbox.close());
  return {
    post(message) {
      if (socket.readyState === socket.OPEN) {
        socket.send(JSON.stringify(message));
      }
    },
    onMessage: (listener) => inbox.listen(listener),
    onClose: (listener) => inbox.onClose(listener),
    close: () => socket.close(),
  };
}

function parse(data: RawData): unknown {
  try {
    return JSON.parse(data.toString());
  } catch {
    return undefined;
  }
}
