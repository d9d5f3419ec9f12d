import type { Seq } from '../../contract/ids';
import { limits } from '../../contract/limits';

/**
 * Up to limits.batchEntries entries packed as a struct of arrays, transferred between threads without a copy.
 * The store's own format: written by capture/batch-builder, read by store/writer only. Seqs are dense: entry i has
 * seq firstSeq + i.
 */
export interface PackedBatch {
  readonly count: number;
  readonly firstSeq: Seq;
  readonly firstAtMs: number;
  readonly lastAtMs: number;
  /** The columns of BatchColumns, one after the other. */
  readonly columns: ArrayBuffer;
  /** For each entry its body, its detail as JSON and its summary, in that order. */
  readonly bytes: ArrayBuffer;
  readonly bytesUsed: number;
  /** Numbers of names start again with every generation; 0 is always the empty name. */
  readonly nameGeneration: number;
  /** Number of names[0]; names are the ones first used in this batch, or since the last batch that was sent. */
  readonly namesFrom: number;
  readonly names: readonly string[];
}

/** Buffers of a batch on their way back to be filled again. */
export interface BatchBuffers {
  readonly columns: ArrayBuffer;
  readonly bytes: ArrayBuffer;
}

/** Typed arrays over PackedBatch.columns. */
export interface BatchColumns {
  readonly buffer: ArrayBuffer;
  readonly atMs: Float64Array;
  /** 0 for none. */
  readonly cause: Float64Array;
  /** 0 for none, as in `excluded`. */
  readonly connection: Uint32Array;
  readonly excluded: Uint32Array;
  readonly protocol: Uint32Array;
  readonly source: Uint32Array;
  readonly app: Uint32Array;
  readonly channel: Uint32Array;
  readonly event: Uint32Array;
  /** Size of the body as it was on the wire; `bodyBytes` of it are kept. */
  readonly sizeBytes: Uint32Array;
  readonly offset: Uint32Array;
  readonly bodyBytes: Uint32Array;
  readonly detailBytes: Uint32Array;
  readonly summaryBytes: Uint32Array;
  /** noNumber for none, as in `code`. */
  readonly matched: Int32Array;
  readonly code: Int32Array;
  readonly kind: Uint8Array;
  readonly action: Uint8Array;
  readonly direction: Uint8Array;
}

/** Stands for null in the signed columns. */
export const noNumber = -2_147_483_648;

const bytesPerEntry = 2 * 8 + 14 * 4 + 3;

export function columnsBytes(capacity: number): number {
  return capacity * bytesPerEntry;
}

/** Views over a buffer of columnsBytes(capacity) bytes; nothing is copied. */
export function viewColumns(buffer: ArrayBuffer, capacity: number = limits.batchEntries): BatchColumns {
  let at = 0;
  const float64 = () => new Float64Array(buffer, take(8), capacity);
  const uint32 = () => new Uint32Array(buffer, take(4), capacity);
  const int32 = () => new Int32Array(buffer, take(4), capacity);
  const uint8 = () => new Uint8Array(buffer, take(1), capacity);
  function take(width: number): number {
    const start = at;
    at += width * capacity;
    return start;
  }
  return {
    buffer,
    atMs: float64(),
    cause: float64(),
    connection: uint32(),
    excluded: uint32(),
    protocol: uint32(),
    source: uint32(),
    app: uint32(),
    channel: uint32(),
    event: uint32(),
    sizeBytes: uint32(),
    offset: uint32(),
    bodyBytes: uint32(),
    detailBytes: uint32(),
    summaryBytes: uint32(),
    matched: int32(),
    code: int32(),
    kind: uint8(),
    action: uint8(),
    direction: uint8(),
  };
}
