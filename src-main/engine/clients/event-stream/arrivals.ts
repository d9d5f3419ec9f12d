import type { IncomingHttpHeaders } from 'node:http';
import type { StreamArrival, StreamArrivals } from '../../../contract/arrivals';
import { limits } from '../../../contract/limits';
import type { Clock } from '../../clock';
import type { StreamRead } from './open-stream';

/** So many events in one read, after so long a silence, did not come as they were sent. */
const manyEvents = 3;
const silenceMs = 1_000;
/** Nor did an event that came so long after it was published. */
const lateMs = 1_000;

/** When this computer's own hub published what has this id; null for what it did not. */
export type SentAt = (id: string) => number | null;

/** Says whether events arrive as they are sent, or are held back on the way. */
export class Arrivals {
  private readonly reads: StreamArrival[] = [];
  private headers: IncomingHttpHeaders = {};
  private askedAtMs = 0;
  private hadEvents = false;

  constructor(
    private readonly clock: Clock,
    private readonly sentAt: SentAt = () => null,
  ) {}

  /** A stream is asked for, perhaps not the first one: what came before stays. What was published earlier is a replay. */
  asked(): void {
    this.askedAtMs = this.clock.nowMs();
    this.hadEvents = false;
  }

  opened(headers: IncomingHttpHeaders): void {
    this.headers = headers;
  }

  /** A sentence, where a read looks as if something buffers; ''. The first events of a stream may be a replay and do not count. */
  look({ blocks, waitMs }: StreamRead): string {
    const events = blocks.filter(({ data }) => data !== null);
    const atMs = this.clock.nowMs();
    const sentAtMs = events.flatMap(({ hasId, lastEventId }) => {
      const sent = hasId ? this.sentAt(lastEventId) : null;
      return sent === null || sent < this.askedAtMs ? [] : [sent];
    });
    const sentence = this.sentence(events.length, waitMs, atMs - Math.min(atMs, ...sentAtMs));
    this.hadEvents ||= events.length > 0;
    const isHeld = sentence !== '';
    this.reads.push({ atMs, events: events.length, signs: blocks.length - events.length, isHeld, sentAtMs });
    if (this.reads.length > limits.keptArrivals) this.reads.shift();
    return sentence;
  }

  get state(): StreamArrivals {
    return { reads: [...this.reads] };
  }

  private sentence(count: number, waitMs: number, lagMs: number): string {
    if (lagMs >= lateMs) {
      return count === 1
        ? `An event came ${seconds(lagMs)} s after it was published: something buffers`
        : `${count} events in one read, the first published ${seconds(lagMs)} s before: something buffers`;
    }
    if (!this.hadEvents || count < manyEvents || waitMs < silenceMs) return '';
    return `${count} events in one read after ${seconds(waitMs)} s: something buffers`;
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

function seconds(ms: number): string {
  return (ms / 1_000).toFixed(1);
}
