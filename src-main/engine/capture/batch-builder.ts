import { directions, entryActions, entryKinds } from '../../contract/entry';
import type { Seq } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { BatchBuffers, BatchColumns, PackedBatch } from '../store/packed-batch';
import { columnsBytes, noNumber, viewColumns } from '../store/packed-batch';
import { storableText } from '../store/storable-text';
import { detailText } from './detail-text';
import type { NameTable } from './name-table';
import type { EntryInput } from './recorder';

const kindNumbers = numbersOf(entryKinds);
const actionNumbers = numbersOf(entryActions);
const directionNumbers = numbersOf(directions);
const startBytes = 262_144;
const maxSpares = 8;

/** The batch being filled, and the buffers that came back to be filled again. */
export class BatchBuilder {
  private readonly spares: BatchBuffers[] = [];
  private columns: BatchColumns | null = null;
  private bytes = Buffer.alloc(0);
  private used = 0;
  private firstSeq: Seq = 0;
  count = 0;

  constructor(private readonly names: NameTable) {}

  get isFull(): boolean {
    return this.count >= limits.batchEntries || this.used >= limits.batchBytes;
  }

  add(seq: Seq, atMs: number, entry: EntryInput): void {
    const columns = this.columns ?? this.start(seq);
    const at = this.count;
    const body = entry.body;
    const sizeBytes = body === undefined ? 0 : body.length;
    const bodyBytes = Math.min(sizeBytes, limits.bodyBytes);
    columns.offset[at] = this.used;
    // Bytes first: what can fail (a detail that is no JSON) fails before the entry counts.
    const start = this.used;
    try {
      if (body !== undefined && bodyBytes > 0) {
        this.reserve(bodyBytes);
        this.bytes.set(bodyBytes === sizeBytes ? body : body.subarray(0, bodyBytes), this.used);
        this.used += bodyBytes;
      }
      const detail = detailText(entry.detail, sizeBytes, bodyBytes);
      columns.detailBytes[at] = detail === '' ? 0 : this.addText(detail);
      columns.summaryBytes[at] = entry.summary ? this.addText(storableText(entry.summary, limits.summaryChars)) : 0;
    } catch (error) {
      this.used = start;
      throw error;
    }
    columns.sizeBytes[at] = sizeBytes;
    columns.bodyBytes[at] = bodyBytes;
    columns.atMs[at] = atMs;
    columns.kind[at] = kindNumbers.get(entry.kind) ?? 0;
    columns.action[at] = entry.action === undefined ? 0 : (actionNumbers.get(entry.action) ?? 0);
    columns.direction[at] = entry.direction === undefined ? 0 : (directionNumbers.get(entry.direction) ?? 0);
    columns.cause[at] = entry.cause ?? 0;
    columns.connection[at] = entry.connection ?? 0;
    columns.excluded[at] = entry.excluded ?? 0;
    columns.matched[at] = entry.matched ?? noNumber;
    columns.code[at] = entry.code ?? noNumber;
    columns.protocol[at] = this.names.number(entry.protocol);
    columns.source[at] = entry.source === undefined ? 0 : this.names.number(entry.source);
    columns.app[at] = entry.app === undefined ? 0 : this.names.number(entry.app);
    columns.channel[at] = entry.channel === undefined ? 0 : this.names.number(entry.channel);
    columns.event[at] = entry.event === undefined ? 0 : this.names.number(entry.event);
    this.count += 1;
  }

  /** The batch so far; the builder is empty afterwards. Only with count > 0. */
  take(): PackedBatch {
    const columns = this.columns as BatchColumns;
    const fresh = this.names.takeFresh();
    const batch: PackedBatch = {
      count: this.count,
      firstSeq: this.firstSeq,
      firstAtMs: columns.atMs[0] as number,
      lastAtMs: columns.atMs[this.count - 1] as number,
      columns: columns.buffer,
      bytes: this.bytes.buffer as ArrayBuffer,
      bytesUsed: this.used,
      nameGeneration: this.names.generation,
      namesFrom: fresh.from,
      names: fresh.names,
    };
    this.columns = null;
    this.count = 0;
    return batch;
  }

  /** Takes back buffers the writer is done with; those a burst of large bodies made are let go. */
  giveBack(buffers: BatchBuffers): void {
    const isUsual = buffers.bytes.byteLength <= 2 * limits.batchBytes;
    if (isUsual && buffers.bytes.byteLength > 0 && this.spares.length < maxSpares) {
      this.spares.push(buffers);
    }
  }

  private start(firstSeq: Seq): BatchColumns {
    const spare = this.spares.pop();
    this.columns = viewColumns(spare?.columns ?? new ArrayBuffer(columnsBytes(limits.batchEntries)));
    this.bytes = Buffer.from(spare?.bytes ?? new ArrayBuffer(startBytes));
    this.used = 0;
    this.firstSeq = firstSeq;
    return this.columns;
  }

  private addText(text: string): number {
    this.reserve(text.length * 3);
    const written = this.bytes.write(text, this.used, 'utf8');
    this.used += written;
    return written;
  }

  private reserve(more: number): void {
    const needed = this.used + more;
    if (needed <= this.bytes.length) {
      return;
    }
    const larger = Buffer.from(new ArrayBuffer(Math.max(needed, this.bytes.length * 2)));
    larger.set(this.bytes.subarray(0, this.used));
    this.bytes = larger;
  }
}

function numbersOf(words: readonly string[]): ReadonlyMap<string, number> {
  return new Map(words.map((word, index) => [word, index]));
}
