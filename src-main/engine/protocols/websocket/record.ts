import type { EntryDetail } from '../../../contract/entry';
import type { Seq } from '../../../contract/ids';
import { limits } from '../../../contract/limits';
import type { ClientContext, ClientEntry } from '../../clients/client-side';
import type { MessageWire } from '../../clients/frame-meter';
import { kindOf } from '../frame-kind';
import { type FrameReader, type FrameReading, reading } from '../frame-reader';
import { plainReader } from './readers/plain';

export interface HeardMessage {
  readonly bytes: Buffer;
  readonly isBinary: boolean;
  readonly isUp: boolean;
  readonly memory?: Map<string, string>;
  readonly wire?: MessageWire;
}

const nameChars = limits.nameChars;
/** Questions that are remembered until they are answered; the oldest go first. */
const openCalls = 1_000;

interface OpenCall {
  readonly seq: Seq;
  readonly atMs: number;
}

/** Records messages of one connection, an answer with its question as the cause and the time between them. */
export class MessageRecord {
  private readonly calls = new Map<string, OpenCall>();

  constructor(private readonly context: Pick<ClientContext, 'record' | 'clock'>) {}

  record(reader: FrameReader, message: HeardMessage): Seq {
    const { call, ...entry } = entryOf(reader, message);
    const asked = call?.isAnswer === true ? this.calls.get(call.id) : undefined;
    const nowMs = this.context.clock.nowMs();
    if (asked !== undefined) this.calls.delete(call?.id ?? '');
    const told = asked === undefined ? {} : { cause: asked.seq };
    const tookMs: EntryDetail =
      asked === undefined ? {} : { answeredAfterMs: Math.round((nowMs - asked.atMs) * 10) / 10 };
    const seq = this.context.record({ ...entry, ...told, detail: { ...entry.detail, ...tookMs } });
    if (call?.isAnswer === false) this.remember(call.id, { seq, atMs: nowMs });
    return seq;
  }

  private remember(id: string, call: OpenCall): void {
    const [oldest] = this.calls.keys();
    if (this.calls.size >= openCalls && oldest !== undefined) this.calls.delete(oldest);
    this.calls.set(id, call);
  }
}

/** The entry of a message, read by `reader`; as it is where that cannot read it. */
function entryOf(reader: FrameReader, message: HeardMessage): ClientEntry & Pick<FrameReading, 'call'> {
  const { bytes, isBinary, isUp, memory, wire } = message;
  const read = reader.read(bytes, isBinary, isUp, memory);
  const { role, event, channel, summary, note, call } =
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
    call,
    ...(summary === '' ? {} : { summary: summary.replace(/\s+/g, ' ').slice(0, limits.summaryChars) }),
  };
}
