import type { ConnectionId, Seq } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Recorder } from '../capture/recorder';

/** How a connection ended. */
export interface ConnectionEnd {
  /** 0 where there are no codes. */
  readonly code: number;
  readonly reason: string;
  readonly isOwn: boolean;
  readonly lastWrittenSeq: Seq;
  readonly unsentBytes: number;
  readonly livedMs: number;
}

const abnormal = 1006;

/** The entries the hub itself makes of a connection, whatever its protocol. One without an id leaves only errors. */
export class ConnectionRecord {
  constructor(
    private readonly recorder: Recorder,
    private readonly protocol: string,
    private readonly id: ConnectionId,
    private readonly app: () => string,
  ) {}

  heartbeat(direction: 'up' | 'down', event: string, body: Buffer, cause?: Seq): Seq {
    return this.recorder.record({
      ...this.origin(),
      kind: 'ping',
      action: 'heartbeat',
      direction,
      event,
      body,
      cause,
    });
  }

  state(action: 'slow' | 'drained' | 'cut', unsentBytes: number, lastWrittenSeq: Seq): void {
    if (this.id === 0) {
      return;
    }
    this.recorder.record({
      ...this.origin(),
      kind: 'connection',
      action,
      direction: 'down',
      detail: { unsentBytes, lastWrittenSeq },
      summary: stateWords[action](unsentBytes.toLocaleString('en')),
    });
  }

  /** The peer broke the rules of WebSocket and is closed with `code`. */
  failure(code: number, reason: string): void {
    this.recorder.record({
      ...this.origin(),
      kind: 'error',
      direction: 'up',
      code,
      detail: { reason, limitBytes: limits.frameBytes },
      summary: `Closed with ${code}: ${reason}`,
    });
  }

  /** Something of ours threw while a message was handled. */
  mistake(error: unknown): void {
    const reason = error instanceof Error ? error.message : String(error);
    this.recorder.record({
      ...this.origin(),
      kind: 'error',
      direction: 'up',
      detail: { reason, hint: 'This is a mistake in the hub. Please report it.' },
      summary: `The hub failed on a message: ${reason}`,
    });
  }

  /** 0 for a connection without an id. */
  end({ code, reason, isOwn, lastWrittenSeq, unsentBytes, livedMs }: ConnectionEnd): Seq {
    if (this.id === 0) {
      return 0;
    }
    if (unsentBytes > 0) {
      this.state('cut', unsentBytes, lastWrittenSeq);
    }
    const how = code === abnormal ? 'Lost' : `Closed by ${isOwn ? 'the hub' : 'the client'}`;
    const why = [code === 0 ? '' : String(code), reason].filter((part) => part !== '').join(' ');
    return this.recorder.record({
      ...this.origin(),
      kind: 'connection',
      action: 'close',
      direction: isOwn ? 'down' : 'up',
      code: code === 0 ? undefined : code,
      detail: { reason, lastWrittenSeq, unsentBytes, livedMs },
      summary: `${how} after ${(livedMs / 1000).toFixed(1)} s${why === '' ? '' : `: ${why}`}`,
    });
  }

  private origin(): { protocol: string; app: string; connection: ConnectionId | undefined } {
    return { protocol: this.protocol, app: this.app(), connection: this.id === 0 ? undefined : this.id };
  }
}

const stateWords = {
  slow: (bytes: string) => `Reads slower than it is sent to: ${bytes} bytes wait`,
  drained: () => 'Has caught up',
  cut: (bytes: string) => `Gone before ${bytes} bytes were sent`,
} as const;
