import type { IncomingHttpHeaders } from 'node:http';
import type { StreamRead } from './open-stream';

/** So many events in one read, after so long a silence, did not come as they were sent. */
const manyEvents = 3;
const silenceMs = 1_000;

/** Says whether events arrive as they are sent, or are held back on the way. */
export class Arrivals {
  private hadEvents = false;

  constructor(private readonly headers: IncomingHttpHeaders) {}

  /** A sentence, where a read looks as if something buffers; ''. The first events of a stream may be a replay and do not count. */
  look({ blocks, waitMs }: StreamRead): string {
    const count = blocks.filter(({ data }) => data !== null).length;
    const isFirst = !this.hadEvents;
    this.hadEvents ||= count > 0;
    if (isFirst || count < manyEvents || waitMs < silenceMs) return '';
    return `${count} events in one read after ${(waitMs / 1_000).toFixed(1)} s: something buffers`;
  }

  /** What of the answer could be the reason. */
  get hint(): string {
    const { 'content-encoding': encoding, 'x-accel-buffering': buffering, server, via } = this.headers;
    const hints = [
      encoding === undefined ? '' : `The stream is compressed (${encoding}): a compressor waits until it has enough.`,
      String(buffering).toLowerCase() === 'no'
        ? ''
        : 'Without the header X-Accel-Buffering: no nginx holds events back until its buffer is full.',
      via === undefined ? '' : `It came through a proxy (Via: ${via}).`,
      /nginx|apache/i.test(String(server ?? '')) ? `${server} answered: see its buffering of the upstream.` : '',
      'PHP holds output back as well: ob_flush() and flush() after each event.',
    ];
    return hints.filter((hint) => hint !== '').join(' ');
  }
}
