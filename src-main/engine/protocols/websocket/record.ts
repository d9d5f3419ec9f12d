import type { EntryDetail } from '../../../contract/entry';
import { limits } from '../../../contract/limits';
import type { ClientEntry } from '../../clients/client-side';
import type { MessageWire } from '../../clients/frame-meter';
import { kindOf } from '../frame-kind';
import { type FrameReader, reading } from '../frame-reader';
import { plainReader } from './readers/plain';

export interface HeardMessage {
  readonly bytes: Buffer;
  readonly isBinary: boolean;
  readonly isUp: boolean;
  readonly memory?: Map<string, string>;
  readonly wire?: MessageWire;
}

const nameChars = limits.nameChars;

/** The entry of a message, read by `reader`; as it is where that cannot read it. */
export function entryOf(reader: FrameReader, message: HeardMessage): ClientEntry {
  const { bytes, isBinary, isUp, memory, wire } = message;
  const read = reader.read(bytes, isBinary, isUp, memory);
  const { role, event, channel, summary, note } =
    read ?? plainReader.read(bytes, isBinary, isUp) ?? reading({ event: 'message' });
  const [kind, action] = kindOf(role, isUp);
  const detail: EntryDetail = {
    readAs: read === null ? plainReader.id : reader.id,
    frame: isBinary ? 'binary' : 'text',
    ...(wire === undefined ? {} : { wireBytes: wire.bytes, frames: wire.frames, isDeflated: wire.isDeflated }),
    ...(note === '' ? {} : { note }),
    ...(read === null && reader.id !== plainReader.id ? { note: `This is no message of ${reader.name}.` } : {}),
  };
  return {
    kind,
    action,
    direction: isUp ? 'up' : 'down',
    channel: channel.slice(0, nameChars),
    event: event.slice(0, nameChars),
    body: bytes,
    detail,
    ...(summary === '' ? {} : { summary: summary.replace(/\s+/g, ' ').slice(0, limits.summaryChars) }),
  };
}
