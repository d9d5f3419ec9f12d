import { useEntryCall } from '../../engine/hooks';
import { regionRef } from '../../state/regions';
import { useSelection } from '../../state/selection';

/** The selected entry in full. */
export function Inspector() {
  const row = useSelection(({ row }) => row);
  const body = useEntryCall('entry.body', row?.seq ?? null);
  return (
    <aside aria-label="Inspector" ref={regionRef('inspector')} tabIndex={-1}>
      <h2>{row?.event}</h2>
      <pre>{body === null ? '' : atob(body.rawBase64)}</pre>
    </aside>
  );
}
