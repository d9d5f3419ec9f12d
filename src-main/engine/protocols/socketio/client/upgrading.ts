import { membersOf, parseJson } from '../../../../contract/json-text';
import { pollingTransport } from './polling';
import { type Transport, type TransportCall, type TransportEvents, webSocketTransport } from './transport';

/** The way from one transport to the other in the Engine.IO protocol: asked, answered, gone. */
const [probe, probed, upgrade] = ['2probe', '3probe', '5'] as const;

/**
 * Long polling first, then the WebSocket of the same session once it has answered a probe, as a browser goes. Where it does not,
 * polling goes on, and a note says why.
 */
export function upgradingTransport(call: TransportCall, events: TransportEvents): Transport {
  /** polling · changing: what is under way comes to its end · changed: the WebSocket has all of it. */
  let state: 'polling' | 'changing' | 'changed' | 'over' = 'polling';
  let socket: Transport | null = null;
  const polling = pollingTransport(call, {
    ...events,
    onPacket(text) {
      events.onPacket(text);
      if (socket === null && text.startsWith('0') && offersWebSocket(text)) socket = dial();
    },
  });

  function dial(): Transport {
    const url = new URL(call.url);
    url.searchParams.set('transport', 'websocket');
    const opened = webSocketTransport(
      { ...call, url },
      {
        ...events,
        onPacket(text) {
          events.onPacket(text);
          if (state === 'polling' && text === probed) void change(opened);
        },
        onEnd(end) {
          if (state === 'polling')
            events.onNote(`The WebSocket was not opened: polling goes on. ${end.problem.message}`);
          else events.onEnd(end);
        },
      },
      () => say(opened, probe),
    );
    return opened;
  }

  async function change(opened: Transport): Promise<void> {
    state = 'changing';
    // The server answers the poll that waits, and holds back what it has for us until it is told.
    await polling.pause();
    if (state !== 'changing') return;
    state = 'changed';
    say(opened, upgrade);
    for (const packet of polling.unsent()) opened.send(packet);
    events.onUpgraded();
  }

  function say(opened: Transport, text: string): void {
    if (opened.send(text)) events.onSaid(text);
  }

  return {
    send: (packet) => (state === 'changed' ? socket?.send(packet) === true : polling.send(packet)),
    close() {
      state = 'over';
      polling.close();
      socket?.close();
    },
  };
}

function offersWebSocket(open: string): boolean {
  const { upgrades } = membersOf(parseJson(open.slice(1)));
  return Array.isArray(upgrades) && upgrades.includes('websocket');
}
