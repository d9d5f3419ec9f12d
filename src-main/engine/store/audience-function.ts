import type { EntryDetail } from '../../contract/entry';
import { parseJson } from '../../contract/json-text';
import type { AudienceRule } from '../../contract/receipt';
import type { Database } from './driver';

/** Rules of the protocols in which a name is not all it takes to get what is published. */
export type Audiences = ReadonlyMap<string, AudienceRule>;

/** SQL: whether who subscribed to ?2 with the rights ?3 gets what was published to the channels ?4 with the detail ?5. */
export const getsFunction = 'hubbub_gets';

const remembered = 10_000;

/** A rule is not SQL: SQLite asks it for each subscription and delivery, and most of them are the same ones again. */
export function defineAudience(db: Database, audiences: Audiences): void {
  const known = new Map<string, number>();
  db.define(getsFunction, (protocol, subscribed, rights, channel, detail) => {
    const key = JSON.stringify([protocol, subscribed, rights, channel, detail]);
    const answer =
      known.get(key) ?? gets(audiences.get(text(protocol)), [subscribed, rights, channel, detail].map(text));
    if (known.size >= remembered) known.clear();
    known.set(key, answer);
    return answer;
  });
}

function gets(
  rule: AudienceRule | undefined,
  [subscribed = '', rights = '', channel = '', json = '']: readonly string[],
): number {
  if (rule === undefined) return 0;
  const detail = (parseJson(json) ?? null) as EntryDetail | null;
  const channels = channelsOf(channel, detail);
  return rule.reaches(subscribed, channels) && rule.admits({ detail }, channels, rights) ? 1 : 0;
}

/** A name holds only so many characters, and a separator may be part of one: then they are listed in the detail. */
export function channelsOf(channel: string, detail: EntryDetail | null): readonly string[] {
  const listed = detail?.channels;
  if (Array.isArray(listed)) {
    return listed.filter((name): name is string => typeof name === 'string');
  }
  return channel === '' ? [] : channel.split(', ');
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
