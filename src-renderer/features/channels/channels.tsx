import { useHubCall } from '../../engine/hooks';
import { regionRef } from '../../state/regions';
import { showOnlyChannel, toggleChannel } from '../../state/timeline';
import { ChannelName } from '../../ui/channel-name';

/** Channels of the hub. */
export function Channels() {
  const channels = useHubCall('hub.channels', 1_000) ?? [];
  return (
    <aside aria-label="Channels" ref={regionRef('channels')} tabIndex={-1}>
      {channels.map(({ app, name }) => (
        <button
          type="button"
          key={`${app} ${name}`}
          onClick={({ ctrlKey, metaKey }) => (ctrlKey || metaKey ? toggleChannel(name) : showOnlyChannel(name))}
        >
          <ChannelName name={name} />
        </button>
      ))}
    </aside>
  );
}
