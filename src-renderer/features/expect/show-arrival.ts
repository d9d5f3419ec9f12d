import type { Expectation } from '../../../src-main/contract/expect';
import type { EngineClient } from '../../engine/engine-client';
import { useSelection } from '../../state/selection';
import { showView } from '../../state/views';

/** The entry that met an expectation, or shows why it was not met; null if there is none. */
export function shownSeq({ arrival, absence }: Expectation): number | null {
  return arrival?.seq ?? absence?.seq ?? null;
}

/** Goes to that entry in Live. Resolves with false if it is not kept any more. */
export async function showArrival(engine: EngineClient, expectation: Expectation): Promise<boolean> {
  const seq = shownSeq(expectation);
  const body = seq === null ? null : await engine.call('entry.body', { seq }).catch(() => null);
  if (body === null) return false;
  useSelection.getState().select(body.row);
  showView('live');
  return true;
}
