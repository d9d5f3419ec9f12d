import type { EntryBody, Row } from '../../../contract/entry';
import type { Expectation } from '../../../contract/expect';
import { quoteFilterValue } from '../../../contract/filter-completion';
import type { Receipt } from '../../../contract/receipt';
import type { Hub } from '../../hub/hub';
import type { CaptureReader } from '../../store/store';
import { type Evidence, fits, newest } from './absence';
import { isEventAlike } from './near-names';

export interface EvidenceSources {
  readonly reader: CaptureReader;
  readonly hub: Pick<Hub, 'channels'>;
  receipt(seq: number): Promise<Receipt | null>;
  /** Whether who named channel `meant` may well have meant `other` (of the same protocol). */
  looksAlike(protocol: string, meant: string, other: string): boolean;
}

/** How far back each question looks, in rows that match it. */
const looked = 200;
/** Bodies that are read for one question. */
const read = 20;

/** What was recorded after an expectation was armed that may say why it was not met. */
export async function gatherEvidence(expectation: Expectation, sources: EvidenceSources): Promise<Evidence> {
  const { channel, event, app, after } = expectation;
  const named = `channel:${quoteFilterValue(channel)}`;
  const last = async (filter: string) => {
    const found = await lastRows(sources.reader, filter, after);
    return { ...found, rows: found.rows.filter((row) => app === '' || row.app === app || row.app === '') };
  };
  const [same, refused, onChannel, all, gaps] = await Promise.all([
    last(`${named} event:${quoteFilterValue(event)} kind:publish,client,deliver source:hub`),
    last('kind:refused source:hub'),
    last(`${named} kind:publish,client source:hub`),
    last('kind:publish,client source:hub'),
    last('kind:gap'),
  ]);
  const attempts = refused.rows.filter(({ action }) => action === 'publish' || action === 'client');
  const sameBodies = await bodiesOf(sources.reader, same.rows);
  const here = sources.hub.channels().filter((one) => one.name === channel && (app === '' || one.app === app));
  return {
    same: sameBodies,
    refused: await bodiesOf(sources.reader, attempts),
    onChannel: onChannel.rows.filter((row) => !fits(event, row.event)),
    elsewhere: elsewhere(expectation, all.rows, sources),
    messages: all.matches,
    lost: await lossOf(sources.reader, gaps.rows),
    nearMisses: await nearMissesOf(sameBodies, sources),
    subscribers: channel.includes('*') ? null : here.reduce((sum, one) => sum + one.subscribers, 0),
    unsigned: await unsignedOf(sources.reader, named),
    hasRefusedSubscription: here.some(({ refusals, subscribers }) => refusals > 0 && subscribers === 0),
  };
}

/** Pages ask when they load, which may be long before somebody waits. */
async function unsignedOf(reader: CaptureReader, named: string): Promise<EntryBody | null> {
  const { rows } = await lastRows(reader, `${named} kind:auth source:hub`, 0);
  const [last] = await bodiesOf(reader, rows.slice(-1));
  return typeof last?.detail?.reason === 'string' ? last : null;
}

/** The same event on another channel, or one that looks like it on a channel that looks like it; the best guess last. */
function elsewhere({ channel, event }: Expectation, rows: readonly Row[], { looksAlike }: EvidenceSources): Row[] {
  const others = rows.filter((row) => !fits(channel, row.channel));
  const isNear = (row: Row) => row.channel.split(', ').some((one) => looksAlike(row.protocol, channel, one));
  const sameEvent = others.filter((row) => fits(event, row.event));
  const alike = others.filter((row) => isEventAlike(event, row.event) && isNear(row));
  return [...alike, ...sameEvent.filter((row) => !isNear(row)), ...sameEvent.filter(isNear)];
}

/** The newest rows a filter finds after an entry, oldest first, and how many it finds in all. */
async function lastRows(
  reader: CaptureReader,
  filter: string,
  after: number,
): Promise<{ readonly rows: readonly Row[]; readonly matches: number }> {
  const view = await reader.openView(filter, after);
  try {
    let state = view as Pick<typeof view, 'first' | 'length' | 'complete' | 'matches'>;
    for (;;) {
      const from = Math.max(state.first, state.first + state.length - looked);
      const window = await reader.rows(view.viewId, from, looked);
      state = window.state;
      if (state.complete) return { rows: window.rows, matches: state.matches };
    }
  } finally {
    reader.closeView(view.viewId);
  }
}

async function bodiesOf(reader: CaptureReader, rows: readonly Row[]): Promise<readonly EntryBody[]> {
  const bodies = await Promise.all(rows.slice(-read).map(({ seq }) => reader.body(seq)));
  return bodies.filter((body) => body !== null);
}

async function lossOf(reader: CaptureReader, gaps: readonly Row[]): Promise<number> {
  const bodies = await bodiesOf(reader, gaps);
  return bodies.reduce((sum, { detail }) => sum + (typeof detail?.count === 'number' ? detail.count : 0), 0);
}

async function nearMissesOf(same: readonly EntryBody[], { receipt }: EvidenceSources): Promise<Evidence['nearMisses']> {
  const publish = newest(same, ({ row }) => row.kind === 'publish' && row.matched === 0);
  const found = publish === undefined ? null : await receipt(publish.row.seq);
  return found?.channels.flatMap(({ nearMisses }) => nearMisses) ?? [];
}
