import type { Port } from '../../contract/port';
import { Inbox } from './inbox';

/** What Electron's MessagePortMain has of what is needed here; the engine does not import Electron. */
export interface MessageChannelEnd {
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown;
  on(event: 'close', listener: () => void): unknown;
  postMessage(message: unknown): void;
  start(): void;
  close(): void;
}

export function createMessagePort(channel: MessageChannelEnd): Port {
  const inbox = new Inbox();
  channel.on('message', ({ data }) => inbox.take(data));
  channel.on('close', () => inbox.close());
  channel.start();
  return {
    post(message) {
      if (!inbox.isClosed) {
        channel.postMessage(message);
      }
    },
    onMessage: (listener) => inbox.listen(listener),
    onClose: (listener) => inbox.onClose(listener),
    close() {
      channel.close();
      inbox.close();
    },
  };
}
