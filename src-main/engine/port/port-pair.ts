import type { Port } from '../../contract/port';
import { Inbox } from './inbox';

/** Two ends of a pipe in memory. Messages arrive later, as they do over any other carrier, and as copies. */
export function createPortPair(): readonly [Port, Port] {
  const left = new Inbox();
  const right = new Inbox();
  return [end(left, right), end(right, left)];
}

function end(own: Inbox, other: Inbox): Port {
  return {
    post(message) {
      if (!own.isClosed) {
        const copy = structuredClone(message);
        setImmediate(() => other.take(copy));
      }
    },
    onMessage: (listener) => own.listen(listener),
    onClose: (listener) => own.onClose(listener),
    close() {
      own.close();
      setImmediate(() => other.close());
    },
  };
}
