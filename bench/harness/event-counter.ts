const newline = 0x0a;
const end = Buffer.from('\n\n');

/** Counts the events in the bytes of one event stream, and does no more. Their data has no line breaks of its own. */
export class EventCounter {
  messages = 0;
  private endsInNewline = false;

  take(bytes: Buffer, length: number): void {
    const some = bytes.subarray(0, length);
    let at = 0;
    if (this.endsInNewline && some[0] === newline) {
      this.messages += 1;
      at = 1;
    }
    for (let found = some.indexOf(end, at); found >= 0; found = some.indexOf(end, found + 2)) {
      this.messages += 1;
      at = found + 2;
    }
    this.endsInNewline = length > at && some[length - 1] === newline;
  }
}
