import type { Redis } from 'ioredis';
import { allowed } from './link';

export interface StreamGroup {
  readonly name: string;
  readonly consumers: number;
  readonly pending: number;
  /** Entries it has not been given; null where it is not known. */
  readonly lag: number | null;
}

export interface StreamInfo {
  readonly length: number;
  readonly lastId: string;
  /** Entries ever added; null before Redis 7. */
  readonly added: number | null;
  readonly groups: readonly StreamGroup[];
}

/** XINFO of a stream; null if there is none, or this user may not ask. Rejects for a key of another type. */
export async function streamInfo(redis: Redis, name: string): Promise<StreamInfo | null> {
  const answer = (await allowed(redis.call('XINFO', 'STREAM', name))) as readonly unknown[] | undefined;
  if (answer === undefined) return null;
  const stream = members(answer);
  const groups = ((await allowed(redis.call('XINFO', 'GROUPS', name))) ?? []) as readonly (readonly unknown[])[];
  const added = stream.get('entries-added');
  return {
    length: Number(stream.get('length')),
    lastId: String(stream.get('last-generated-id')),
    added: added === undefined ? null : Number(added),
    groups: groups.map((one) => {
      const group = members(one);
      const lag = group.get('lag');
      return {
        name: String(group.get('name')),
        consumers: Number(group.get('consumers')),
        pending: Number(group.get('pending')),
        lag: lag === undefined || lag === null ? null : Number(lag),
      };
    }),
  };
}

function members(answer: readonly unknown[]): ReadonlyMap<string, unknown> {
  return new Map(answer.flatMap((name, at) => (at % 2 === 0 ? [[String(name), answer[at + 1]] as const] : [])));
}

/** "3 entries; group symfony: 1 pending, 2 not given out yet" */
export function streamWords(info: StreamInfo | null): string {
  if (info === null) return 'not there yet';
  const groups = info.groups.map(({ name, pending, lag, consumers }) => {
    const waiting = lag === null ? '' : `, ${lag} not given out yet`;
    return `group ${name}: ${consumers} ${consumers === 1 ? 'consumer' : 'consumers'}, ${pending} pending${waiting}`;
  });
  const readers = groups.length === 0 ? 'no consumer group: nobody takes them' : groups.join('; ');
  return `${info.length} ${info.length === 1 ? 'entry' : 'entries'}; ${readers}`;
}
