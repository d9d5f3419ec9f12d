import type { EntryBody } from '../../../contract/entry';
import { isJson } from '../../../contract/json-text';
import type { Explanation } from '../../../contract/message';
import { DetailReader } from '../detail-reader';
import { type FrameReading, reading } from '../frame-reader';
import { bytesText, refusalSections, restSections, type Sections, table, text } from '../sections';
import { dialledSections } from '../session-sections';
import { closeMeaningFor } from './close-meaning';
import type { ReaderSet } from './reader-set';

/** The payload is what the message carries in the protocol on top, or its JSON. */
export function explainWith(readers: ReaderSet): (entry: EntryBody) => Explanation {
  return (entry) => {
    try {
      return explain(readers, entry);
    } catch {
      return { payload: '', encodedPaths: [], sections: [] };
    }
  };
}

function explain(readers: ReaderSet, entry: EntryBody): Explanation {
  const { row } = entry;
  const detail = new DetailReader(entry.detail);
  const readAs = detail.text('readAs');
  if (row.kind === 'connection' || row.kind === 'gap') {
    const sections = dialledSections(row, detail, closeMeaningFor(row.code ?? 0, readAs));
    return { payload: '', encodedPaths: [], sections: [...sections, ...restSections(detail)] };
  }
  const frame = detail.text('frame');
  if (row.kind === 'refused' || frame === '') {
    const meaning = row.kind === 'ping' ? text('What it means', pingWords(row.event)) : refusalSections(row, detail);
    return { payload: '', encodedPaths: [], sections: [...meaning, ...restSections(detail)] };
  }
  const bytes = Buffer.from(entry.rawBase64, 'base64');
  const reader = readers.get(readAs);
  const read = reader.read(bytes, frame === 'binary', row.direction === 'up') ?? reading({ event: row.event });
  return {
    payload: isJson(read.payload) ? read.payload : '',
    encodedPaths: [],
    sections: [...messageSections(read, detail, bytes.length, reader.name), ...restSections(detail)],
  };
}

function messageSections(
  { facts, note: found }: FrameReading,
  detail: DetailReader,
  bytes: number,
  name: string,
): Sections {
  const note = detail.text('note') || found;
  const [wire, frames] = [detail.number('wireBytes'), detail.number('frames')];
  const isDeflated = detail.flag('isDeflated');
  const answeredMs = detail.number('answeredAfterMs');
  const saved = wire === null || !isDeflated || bytes === 0 ? null : `${Math.round((1 - wire / bytes) * 100)} % less`;
  return [
    ...text('Note', note),
    ...table(name, facts),
    ...table('Message', [
      ['Read as', name],
      ['Answered after', answeredMs === null ? null : `${answeredMs} ms`],
      ['Size', bytesText(bytes)],
      ['On the wire', bytesText(wire)],
      [
        'permessage-deflate',
        wire === null ? null : isDeflated ? ['used', saved].filter(Boolean).join(': ') : 'not used',
      ],
      ['Frames', frames === null || frames < 2 ? null : String(frames)],
    ]),
  ];
}

function pingWords(event: string): string {
  return event === 'pong'
    ? 'The answer to a ping. No page sees either.'
    : 'A WebSocket ping: is the other side there? No page sees it.';
}
