import type { ListedConnection } from '../../../src-main/contract/connection';
import { useAnswer } from './use-second';

const refreshMs = 2_000;
const limitsRefreshMs = 10_000;
/** An app's own are found among this many of the loudest. */
const rowsAsked = 100;

/** The connections with the most messages, open or closed lately, the loudest first. */
export function useLoudConnections(atMs: number | null, app: string | null): readonly ListedConnection[] {
  const query = { group: 'all', find: '', sort: 'messages', isDescending: true, from: 0, count: rowsAsked } as const;
  const answer = useAnswer(atMs, 'connections', refreshMs, (engine) => engine.call('connection.list', query));
  const loudest = (one: ListedConnection) => one.messagesUp + one.messagesDown;
  return (answer?.rows ?? [])
    .filter((one) => app === null || one.app === app)
    .sort((left, right) => loudest(right) - loudest(left));
}

/** Largest data of one event of an app, or of each of them if it is the same; null if there is no such limit. */
export function useLimit(atMs: number | null, app: string | null): number | null {
  const apps = useAnswer(atMs, 'limits', limitsRefreshMs, (engine) => engine.call('app.list', undefined)) ?? [];
  const limits = apps.filter(({ id }) => app === null || id === app).map(({ options }) => options.limits.dataBytes);
  return limits.every((bytes) => bytes === limits[0]) ? (limits[0] ?? null) : null;
}
