import type { Row } from '../../../contract/entry';
import { limits } from '../../../contract/limits';
import type { EntryLink, EntryLinks } from '../../../contract/links';
import type { MessageMark } from './message-mark';

/**
 * The way of one message. At every other place the entry of the same message is looked for: by its id, or by the same event and
 * payload on the same channel. Where several alike passed, they are told apart by the order in which they did, and only where as
 * many passed here as there, in one direction of time, and nothing alike came for limits.linkMs before and after them. What cannot
 * be told apart so is not linked: two events that are alike are never taken for each other.
 *
 * `marks`: of all entries alike, the asked one among them, in order. `isWhole`: none are missing from them.
 */
export function findLinks(
  asked: MessageMark,
  marks: readonly MessageMark[],
  related: readonly Row[],
  isWhole: boolean,
): EntryLinks {
  const links = new Map<number, EntryLink>();
  const askedRow = asked.entry.row;
  const add = (row: Row, by: EntryLink['by'], certainty: EntryLink['certainty']) => {
    if (row.seq !== askedRow.seq && !links.has(row.seq))
      links.set(row.seq, { row, gapMs: row.atMs - askedRow.atMs, by, certainty });
  };
  for (const row of related) add(row, 'cause', 'certain');
  const others = marks.filter(({ place }) => place !== asked.place);
  for (const one of others) if (asked.id !== '' && one.id === asked.id) add(one.entry.row, 'id', 'certain');

  const run = runAround(
    asked,
    marks.filter(({ content }) => content === asked.content),
    isWhole,
  );
  const unclear = new Set<string>();
  const known = new Set([...links.values()].flatMap(({ row }) => placesAndChannels(row)));
  for (const place of new Set(others.map((one) => one.place))) {
    for (const channel of channelsAt(
      asked,
      others.filter((one) => one.place === place),
    )) {
      if (known.has(`${place} ${channel ?? ''}`)) continue;
      const found = run === null ? 'unclear' : partner(asked, run, place, channel);
      if (found === 'unclear') unclear.add(place);
      else if (found !== null) add(found.mark.entry.row, found.by, found.certainty);
    }
  }
  return { links: [...links.values()].sort((one, two) => one.row.seq - two.row.seq), unclear: unclear.size };
}

function placesAndChannels({ source, protocol, kind, direction, channel }: Row): readonly string[] {
  const place = [source, protocol, kind, direction].join(' ');
  return ['', ...channel.split(', ')].map((one) => `${place} ${one}`);
}

/** Channels on which entries of a place and the asked one can be compared; null: whatever their channels. */
function channelsAt(asked: MessageMark, there: readonly MessageMark[]): readonly (string | null)[] {
  if (asked.channels === null || there.some(({ channels }) => channels === null)) {
    return there.some(({ content }) => content === asked.content) ? [null] : [];
  }
  const alike = there.filter(({ content }) => content === asked.content);
  return [...asked.channels].filter((channel) => alike.some(({ channels }) => channels?.has(channel)));
}

/** Entries alike around the asked one, up to a silence of limits.linkMs on both sides; null if none is known to be there. */
function runAround(asked: MessageMark, alike: readonly MessageMark[], isWhole: boolean): readonly MessageMark[] | null {
  const at = alike.findIndex(({ entry }) => entry.row.seq === asked.entry.row.seq);
  const time = (index: number) => alike[index]?.entry.row.atMs ?? Number.NaN;
  let [from, to] = [at, at];
  while (from > 0 && time(from) - time(from - 1) <= limits.linkMs) from -= 1;
  while (to < alike.length - 1 && time(to + 1) - time(to) <= limits.linkMs) to += 1;
  // Beyond the span nobody looked: a run that comes near its ends may go on there.
  const reach = limits.linkSpanMs - limits.linkMs;
  const isInside = time(at) - time(from) < reach && time(to) - time(at) < reach;
  return isWhole && isInside ? alike.slice(from, to + 1) : null;
}

interface Found {
  readonly mark: MessageMark;
  readonly by: 'socket' | 'body';
  readonly certainty: 'likely' | 'possible';
}

function partner(
  asked: MessageMark,
  run: readonly MessageMark[],
  place: string,
  channel: string | null,
): Found | null | 'unclear' {
  const on = (one: MessageMark) => channel === null || one.channels?.has(channel) === true;
  const here = run.filter((one) => one.place === asked.place && on(one));
  const there = run.filter((one) => one.place === place && on(one));
  if (there.length === 0) return null;
  if (![...here, ...there].every(({ socket }) => socket !== null)) {
    const isInOrder = here.length === 1 || keptOrder(run.filter(on));
    return isInOrder ? matched(asked, here, there) : 'unclear';
  }
  const same = ({ socket }: MessageMark) => socket === asked.socket;
  const found = matched(asked, here.filter(same), there.filter(same));
  return found === null || found === 'unclear' || asked.socket === '' ? found : { ...found, by: 'socket' };
}

/** Whether nothing overtook anything, as far as the socket ids say at places where as many passed. */
function keptOrder(run: readonly MessageMark[]): boolean {
  const orders = new Map<string, string[]>();
  for (const { place, socket } of run) {
    if (socket !== null) orders.set(place, [...(orders.get(place) ?? []), socket]);
  }
  const byCount = new Map<number, string>();
  return [...orders.values()].every((order) => {
    const first = byCount.get(order.length) ?? order.join(' ');
    byCount.set(order.length, first);
    return first === order.join(' ');
  });
}

function matched(
  asked: MessageMark,
  here: readonly MessageMark[],
  there: readonly MessageMark[],
): Found | null | 'unclear' {
  if (there.length === 0) return null;
  if (here.length !== there.length) return 'unclear';
  const gaps = here.map((one, at) => (there[at] as MessageMark).entry.row.atMs - one.entry.row.atMs);
  const isOneWay = gaps.every((gap) => gap >= 0) || gaps.every((gap) => gap <= 0);
  const index = here.findIndex(({ entry }) => entry.row.seq === asked.entry.row.seq);
  const mark = there[index];
  if (mark === undefined || (here.length > 1 && !isOneWay)) return 'unclear';
  if (Math.abs(gaps[index] ?? 0) > limits.linkMs) return null;
  return { mark, by: 'body', certainty: here.length === 1 ? 'likely' : 'possible' };
}
