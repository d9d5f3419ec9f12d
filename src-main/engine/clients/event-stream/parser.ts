import { GrowingBytes } from '../../growing-bytes';

/** What came between two empty lines of an event stream, or a comment by itself. HTML Standard 9.2.6. */
export interface StreamBlock {
  /** comment: lines that begin with a colon, before any field. block: the rest. cut: too large, and left out. */
  readonly kind: 'comment' | 'block' | 'cut';
  /** As it came over the wire. Empty for one that was cut. */
  readonly raw: Buffer;
  /** '' is heard as "message". */
  readonly event: string;
  /** null: no `data` line, and no event of it. */
  readonly data: string | null;
  /** That of the stream, after this block: it stays until another comes. */
  readonly lastEventId: string;
  /** This block set it. */
  readonly hasId: boolean;
  /** Reconnection time, ms; null if none, or none that is a number. */
  readonly retryMs: number | null;
  /** Comments and fields that the standard does not know, in their order; comments as the name ''. */
  readonly others: readonly (readonly [name: string, value: string])[];
  /** What is not as the standard has it; ''. */
  readonly note: string;
  /** Of a block that was cut. */
  readonly bytes: number;
}

/** Comments and unknown fields of one block. */
const maxOthers = 1_000;

const lf = 0x0a;
const cr = 0x0d;

/** Takes an event stream apart as it comes in, in linear time and with one block of memory at most. Never throws. */
export class EventStreamParser {
  private readonly raw = new GrowingBytes();
  private readonly line = new GrowingBytes();
  private cutBytes = 0;
  private isFirstLine = true;
  private hasCr = false;
  private fields = noFields();
  lastEventId = '';

  /** `maxBytes`: of one block. */
  constructor(
    private readonly maxBytes: number,
    lastEventId = '',
  ) {
    this.lastEventId = lastEventId;
  }

  /** Blocks and comments that are whole now. The chunk may be reused afterwards. */
  push(chunk: Uint8Array): readonly StreamBlock[] {
    const bytes = Buffer.from(chunk);
    const found: StreamBlock[] = [];
    let lineStart = 0;
    let rawStart = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const one = bytes[at];
      if (one === lf && this.hasCr) {
        // The second half of a CRLF: the line is over already.
        this.hasCr = false;
        lineStart = at + 1;
        if (rawStart === at && this.raw.length === 0) rawStart = at + 1;
        continue;
      }
      this.hasCr = one === cr;
      if (one !== lf && one !== cr) continue;
      const line = this.takeLine(bytes.subarray(lineStart, at));
      lineStart = at + 1;
      // A CRLF stays together.
      const end = one === cr && bytes[at + 1] === lf ? at + 2 : at + 1;
      const block = this.endLine(line, () => {
        const raw = joined(this.raw, bytes.subarray(rawStart, end));
        rawStart = end;
        return raw;
      });
      if (block !== null) found.push(block);
    }
    this.keep(bytes.subarray(lineStart), bytes.subarray(Math.min(rawStart, bytes.length)));
    return found;
  }

  /** Bytes of a block that the end of the stream left unfinished: no event is made of them. */
  end(): Buffer {
    return this.raw.take();
  }

  private takeLine(rest: Buffer): Buffer {
    const whole = joined(this.line, rest);
    const isMarked = this.isFirstLine && whole[0] === 0xef && whole[1] === 0xbb && whole[2] === 0xbf;
    this.isFirstLine = false;
    return isMarked ? whole.subarray(3) : whole;
  }

  private keep(line: Buffer, raw: Buffer): void {
    if (this.raw.length + raw.length > this.maxBytes) {
      this.cutBytes += this.raw.length + raw.length;
      this.raw.take();
      // What the line began with no longer matters, only whether it is empty.
      const isEmpty = line.length + this.line.length === 0;
      this.line.take();
      this.line.push(Buffer.from(isEmpty ? '' : 'x'));
      return;
    }
    this.raw.push(raw);
    this.line.push(line);
  }

  private endLine(line: Buffer, takeRaw: () => Buffer): StreamBlock | null {
    if (line.length === 0) return this.endBlock(takeRaw());
    if (this.cutBytes > 0) return null;
    const text = line.toString();
    const { isEmpty } = this.fields;
    this.field(text);
    // A comment ahead of any field is a sign of life, told at once: an empty line need not follow it.
    return isEmpty && text.startsWith(':') ? this.dispatch('comment', takeRaw()) : null;
  }

  private endBlock(raw: Buffer): StreamBlock | null {
    if (this.cutBytes > 0) {
      const bytes = this.cutBytes + raw.length;
      this.cutBytes = 0;
      this.fields = noFields();
      return { ...this.dispatch('cut', Buffer.alloc(0)), bytes, data: null };
    }
    return this.fields.isEmpty ? null : this.dispatch('block', raw);
  }

  private field(text: string): void {
    const { fields } = this;
    const colon = text.indexOf(':');
    const name = colon < 0 ? text : text.slice(0, colon);
    const value = colon < 0 ? '' : text.slice(text[colon + 1] === ' ' ? colon + 2 : colon + 1);
    fields.isEmpty = false;
    switch (name) {
      case 'event':
        fields.event = value;
        break;
      case 'data':
        fields.data.push(value);
        break;
      case 'id':
        if (value.includes('\0')) fields.note = 'An id with NUL is ignored.';
        else this.lastEventId = value;
        fields.hasId ||= !value.includes('\0');
        break;
      case 'retry':
        if (/^\d+$/.test(value)) fields.retryMs = Number(value);
        else fields.note = `retry is no number: ${value.slice(0, 40)}`;
        break;
      default:
        if (fields.others.length < maxOthers) fields.others.push([name, value]);
        else fields.note = `More than ${maxOthers} comments and unknown fields: the rest is in the raw bytes only.`;
    }
  }

  private dispatch(kind: StreamBlock['kind'], raw: Buffer): StreamBlock {
    const { event, data, hasId, retryMs, others, note } = this.fields;
    this.fields = noFields();
    const whole = data.length === 0 ? null : data.join('\n');
    return {
      kind,
      raw,
      event,
      data: whole,
      lastEventId: this.lastEventId,
      hasId,
      retryMs,
      others,
      note,
      bytes: raw.length,
    };
  }
}

function joined(before: GrowingBytes, rest: Buffer): Buffer {
  if (before.length === 0) return rest;
  before.push(rest);
  return before.take();
}

function noFields() {
  return {
    isEmpty: true,
    event: '',
    data: [] as string[],
    hasId: false,
    retryMs: null as number | null,
    others: [] as (readonly [string, string])[],
    note: '',
  };
}

/** One block by itself, as an entry keeps it. */
export function readBlock(raw: Uint8Array): StreamBlock {
  const parser = new EventStreamParser(Number.POSITIVE_INFINITY);
  const blocks = [...parser.push(raw), ...parser.push(Buffer.from('\n\n'))];
  return blocks.find(({ kind }) => kind === 'block') ?? blocks[0] ?? emptyBlock;
}

const emptyBlock: StreamBlock = {
  kind: 'comment',
  raw: Buffer.alloc(0),
  event: '',
  data: null,
  lastEventId: '',
  hasId: false,
  retryMs: null,
  others: [],
  note: 'empty',
  bytes: 0,
};
