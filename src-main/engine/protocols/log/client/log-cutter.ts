import { beginsBroadcast, payloadEnd, readLogged } from '../../../formats/laravel-log';

/** Cuts the bytes of a log into the records of broadcasts, however they come: in pieces, with other lines between. */
export class LogCutter {
  private pending: Buffer = Buffer.alloc(0);
  /** Up to where it was looked at without finding the end of a record. */
  private looked = 0;

  /** `mostBytes`: of one record; a longer one is left out and told of. */
  constructor(
    private readonly mostBytes: number,
    private readonly found: (record: Buffer) => void,
    private readonly tooLong: (bytes: number) => void,
  ) {}

  feed(bytes: Buffer): void {
    this.pending = this.pending.length === 0 ? Buffer.from(bytes) : Buffer.concat([this.pending, bytes]);
    while (this.cut()) {}
    if (this.pending.length > this.mostBytes) {
      this.tooLong(this.pending.length);
      this.pending = Buffer.alloc(0);
      this.looked = 0;
    }
  }

  /** Nothing more comes for now: what is whole but for the end of its line is a record. */
  flush(): void {
    if (this.pending.length === 0) return;
    const lineEnd = this.pending.indexOf(0x0a);
    const line = this.pending.toString('utf8', 0, lineEnd < 0 ? this.pending.length : lineEnd);
    const isWhole = beginsBroadcast(line)
      ? lineEnd >= 0 && payloadEnd(`${this.pending.toString('latin1', lineEnd + 1)}\n`, 0).state === 'whole'
      : isJsonRecord(line);
    if (!isWhole) return;
    this.found(this.pending);
    this.drop(this.pending.length);
  }

  /** Nothing of this file comes any more: the beginning of a record is told of as it is. */
  end(): void {
    this.flush();
    const lineEnd = this.pending.indexOf(0x0a);
    if (lineEnd >= 0 && beginsBroadcast(this.pending.toString('utf8', 0, lineEnd))) this.found(this.pending);
    this.pending = Buffer.alloc(0);
    this.looked = 0;
  }

  /** Takes one line or record off the front; false if more has to come. */
  private cut(): boolean {
    const lineEnd = this.pending.indexOf(0x0a);
    if (lineEnd < 0) return false;
    const line = this.pending.toString('utf8', 0, lineEnd);
    if (!beginsBroadcast(line)) {
      if (isJsonRecord(line)) this.found(this.pending.subarray(0, lineEnd + 1));
      return this.drop(lineEnd + 1);
    }
    // A large payload that comes in many pieces is not gone through again for each.
    if (this.looked > 0 && this.pending.indexOf(0x0a, this.looked) < 0) return false;
    // One sign a byte: positions in the text are positions in the bytes, also where it is no UTF-8.
    const { state, end } = payloadEnd(this.pending.toString('latin1', lineEnd + 1), 0);
    if (state === 'open') {
      this.looked = this.pending.length;
      return false;
    }
    this.found(this.pending.subarray(0, lineEnd + 1 + end));
    return this.drop(lineEnd + 1 + end);
  }

  private drop(bytes: number): true {
    this.pending = this.pending.subarray(bytes);
    this.looked = 0;
    return true;
  }
}

function isJsonRecord(line: string): boolean {
  return line.startsWith('{') && line.includes('Broadcasting [') && readLogged(line) !== null;
}
