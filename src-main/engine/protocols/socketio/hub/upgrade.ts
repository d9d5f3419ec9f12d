import type { HubContext, Upgrade } from '../../../hub/hub-context';
import type { WireListener } from '../../../hub/wire';
import type { EngineWire } from './engine-wire';

const probe = '2probe';
const answer = '3probe';
const ready = '5';

/**
 * A client that polls opens a WebSocket beside, asks over it (`2probe`), and goes on over it once it has an answer (`5`). Until
 * then its polls carry everything; one that waits is sent home when the client asks.
 */
export function upgradeWire(context: HubContext, wire: EngineWire, upgrade: Upgrade): void {
  const webSocket = context.shake(upgrade);
  if (webSocket === null) {
    return;
  }
  let heard: WireListener | null = null;
  webSocket.attach({
    onMessage(data, isBinary) {
      const text = isBinary ? '' : data.toString();
      if (heard !== null) {
        heard.onMessage(data, isBinary);
      } else if (text === probe && wire.isOpen && !wire.isUpgraded) {
        webSocket.socket.write(context.encodeText(answer).bytes);
        wire.release();
      } else if (text === ready && wire.isOpen && !wire.isUpgraded) {
        heard = wire.heard;
        wire.upgrade(webSocket);
      } else {
        webSocket.terminate();
      }
    },
    onPing: (data) => heard?.onPing(data),
    onPong: (data) => heard?.onPong(data),
    onFailure: (code) => heard?.onFailure(code) ?? '',
    // Given up before it was ready: the client goes on polling.
    onClosed: (code, reason) => heard?.onClosed(code, reason),
  });
}
