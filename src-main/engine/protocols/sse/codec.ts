import type { EntryBody } from '../../../contract/entry';
import { isJson, parseJson } from '../../../contract/json-text';
import type { Explanation, Message } from '../../../contract/message';
import { readBlock } from '../../clients/event-stream/parser';
import type { Codec } from '../protocol-module';
import { explainSections } from './explain-sections';

/** A frame is a block of an event stream. Pure and total. */
export const codec: Codec = { decode, encode, explain };

function decode(frame: Uint8Array): Message {
  const { event, data, note } = readBlock(frame);
  const value = data === null ? undefined : parseJson(data);
  return {
    event: event === '' ? 'message' : event,
    channel: '',
    data: value === undefined ? (data ?? '') : value,
    wasString: false,
    note: note || (data === null ? 'no data' : ''),
  };
}

function encode({ event, data }: { event: string; channel: string; data: unknown }): Buffer {
  const text = typeof data === 'string' && !isJson(data) ? data : (JSON.stringify(data) ?? '');
  const type = event === '' || event === 'message' ? '' : `event: ${event.replace(/[\r\n]/g, ' ')}\n`;
  return Buffer.from(`${type}data: ${text.split(/\r\n|\r|\n/).join('\ndata: ')}\n\n`);
}

function explain(entry: EntryBody): Explanation {
  try {
    const isMessage = entry.row.kind === 'deliver';
    const data = isMessage ? (readBlock(Buffer.from(entry.rawBase64, 'base64')).data ?? '') : '';
    const payload = !isMessage ? '' : isJson(data) ? data : JSON.stringify(data);
    return { payload, encodedPaths: [], sections: explainSections(entry) };
  } catch {
    return { payload: '', encodedPaths: [], sections: [] };
  }
}
