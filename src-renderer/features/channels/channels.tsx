import { useHubCall } from '../../engine/hooks';
import { regionRef } from '../../state/regions';
import { useTimeline } from '../../state/timeline';
import { ChannelName } from '../../ui/channel-name';

/** Channels of the hub. */
export function Channels() {
  const channels = useHubCall('hub.channels', 1_000) ?? [];
  const setFilter = useTimeline(({ setFilter }) => setFilter);
  return (
    <aside aria-label="Channels" ref={regionRef('channels')} tabIndex={-1}>
      {channels.map(({ app, name }) => (
        <button type="button" key={`${app} ${name}`} onClick={() => setFilter(`channel:${name}`)}>
          <ChannelName name={name} />
        </button>
      ))}
    </aside>
  );
}
