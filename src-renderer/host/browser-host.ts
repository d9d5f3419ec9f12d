import { hashOf } from '../../src-main/contract/window-part';
import type { Host } from './host';
import { Inbox } from './inbox';

const popup = { width: 480, height: 760 };

/** The page in a browser tab: a WebSocket to the dashboard it came from, one JSON text a message. */
export function createBrowserHost(location: Location): Host {
  const url = `${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/port`;
  return {
    capabilities: { nativeWindow: false, onTopWindow: false, openExternal: false },
    openPart: (part) => {
      const features = `popup,width=${popup.width},height=${popup.height}`;
      const opened = window.open(`${location.pathname}${hashOf(part)}`, `hubbub-${part.name}-${part.of}`, features);
      opened?.focus();
      return opened !== null;
    },
    // Allowed to the window that it opened, for what a person did there.
    showMain: () => (window.opener as Window | null)?.focus(),
    closePart: () => window.close(),
    openPort: () =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(url);
        const inbox = new Inbox();
        socket.addEventListener('message', ({ data }) => inbox.take(JSON.parse(String(data))));
        socket.addEventListener('close', () => {
          inbox.end();
          reject(new Error('The engine cannot be reached.'));
        });
        socket.addEventListener('open', () =>
          resolve(inbox.port({ post: (message) => socket.send(JSON.stringify(message)), close: () => socket.close() })),
        );
      }),
  };
}
