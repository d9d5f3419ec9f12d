import type { EntryDetail } from '../../../contract/entry';
import { limits } from '../../../contract/limits';
import type { ClientContext } from '../client-side';
import type { Arrivals } from './arrivals';
import type { StreamRead } from './open-stream';
import type { StreamBlock } from './parser';

/** Entries of what one read held, and of a read that looks held back, whose sentence is returned. `channel`: of the events. */
export function recordRead(context: ClientContext, read: StreamRead, channel: string, arrivals: Arrivals): string {
  const buffered = arrivals.look(read);
  const events = read.blocks.filter(({ data }) => data !== null).length;
  let place = 0;
  for (const block of read.blocks) {
    if (block.data !== null) place += 1;
    recordBlock(context, block, channel, {
      read: read.number,
      ...(block.data === null ? {} : { place, inRead: events }),
      waitMs: Math.round(read.waitMs * 10) / 10,
    });
  }
  if (buffered === '') return '';
  const detail = {
    reason: `${buffered}.`,
    hint: arrivals.hint,
    events,
    waitMs: Math.round(read.waitMs),
    read: read.number,
  };
  context.record({ kind: 'note', direction: 'down', channel, detail, summary: buffered });
  return buffered;
}

function recordBlock(context: ClientContext, block: StreamBlock, channel: string, arrival: EntryDetail): void {
  const { kind, raw, event, data, lastEventId, hasId, retryMs, others, note, bytes } = block;
  if (kind === 'cut') {
    const reason = `An event of ${bytes.toLocaleString('en')} bytes was not taken: it is over ${limits.sessionFrameBytes.toLocaleString('en')}.`;
    context.record({ kind: 'gap', channel, detail: { count: 1, reason }, summary: reason });
    return;
  }
  const fields: EntryDetail = {
    ...(hasId ? { id: lastEventId } : data !== null && lastEventId !== '' ? { lastEventId } : {}),
    ...(retryMs === null ? {} : { retryMs }),
    ...(note === '' ? {} : { note }),
    ...(others.length === 0 ? {} : { others: others.map(([name, value]) => [name, value]) }),
    ...arrival,
  };
  if (data === null) {
    const action = kind === 'comment' ? 'heartbeat' : 'chatter';
    const name = kind === 'comment' ? 'comment' : hasId ? 'id' : retryMs !== null ? 'retry' : (others[0]?.[0] ?? event);
    context.record({
      kind: 'ping',
      action,
      direction: 'down',
      channel,
      event: name.slice(0, limits.nameChars),
      body: raw,
      detail: fields,
    });
    return;
  }
  const summary = data.replace(/\s+/g, ' ').slice(0, limits.summaryChars);
  context.record({
    kind: 'deliver',
    direction: 'down',
    channel,
    event: (event === '' ? 'message' : event).slice(0, limits.nameChars),
    body: raw,
    detail: fields,
    // What it says, not how it is framed.
    ...(summary === '' ? {} : { summary }),
  });
}
