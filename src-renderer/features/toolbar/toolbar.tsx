import { useEngineState, useHubCall } from '../../engine/hooks';
import './toolbar.css';

const words = { connecting: 'Starting', up: 'Hub', lost: 'Engine lost, trying again' };

/** What the hub is doing now, and where apps reach it. */
export function Toolbar() {
  const state = useEngineState();
  const hub = useHubCall('hub.state', 1_000);
  const addresses = hub?.listeners
    .filter((listener) => listener.state === 'listening')
    .map(({ url }) => new URL(url).host);
  return (
    <header className="toolbar">
      <h1>Hubbub</h1>
      <output data-state={state}>
        {words[state]} {state === 'up' ? addresses?.join(', ') : ''}
      </output>
      {hub !== null && state === 'up' && (
        <>
          <span>{hub.connections === 1 ? '1 client' : `${hub.connections} clients`}</span>
          <span>{hub.messagesPerSecond.toFixed(hub.messagesPerSecond < 10 ? 1 : 0)} msg/s</span>
        </>
      )}
    </header>
  );
}
