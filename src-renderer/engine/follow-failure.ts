import type { Host } from '../host/host';
import { useEngineFailure } from '../state/engine-failure';

/** Keeps what the host says of an engine that failed for good. Before anything is drawn: it may have failed by then. */
export function followFailure(host: Host): void {
  host.onFailure?.((problem) => useEngineFailure.setState({ problem }));
}
