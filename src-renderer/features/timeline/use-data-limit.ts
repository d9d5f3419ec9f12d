import type { Row } from '../../../src-main/contract/entry';
import type { ProtocolDescriptor } from '../../../src-main/contract/protocol';
import { useHubCall } from '../../engine/hooks';

/** How many bytes the data of a row's message may have: what its app allows, where its protocol has a limit at all. */
export function useDataLimit(
  protocols: readonly ProtocolDescriptor[] | undefined,
): (row: Pick<Row, 'app' | 'protocol'>) => number | null {
  const apps = useHubCall('app.list', 10_000);
  const usual = new Map(protocols?.map(({ id, maxDataBytes }) => [id, maxDataBytes]));
  const own = new Map(apps?.map(({ id, maxDataBytes }) => [id, maxDataBytes]));
  return ({ app, protocol }) => {
    const limit = usual.get(protocol) ?? null;
    return limit === null ? null : (own.get(app) ?? limit);
  };
}
