import type { MessagePort } from 'node:worker_threads';
import { toProblem } from '../../contract/problem';
import type { ViewState } from '../../contract/view';
import { CaptureReading } from './capture-reading';
import { storeErrorKind } from './driver';
import type { FromReader, ReaderCall, ToReader, WriterToReader } from './worker-messages';

/** While a view completes, its state is told at most once in this time. */
const progressMs = 30;

/**
 * The reader's side of the store. One thing at a time, in this order: answers, what the writer committed, one slice of
 * a search. So a window never waits for longer than a slice.
 */
export class ReaderService {
  private reading: CaptureReading | null = null;
  private writerPort: MessagePort | null = null;
  private readonly calls = new Map<number, ReaderCall>();
  private readonly notices: WriterToReader[] = [];
  private isScheduled = false;
  private isClosing = false;
  private toldMs = 0;

  constructor(
    private readonly port: MessagePort,
    private readonly elapsedMs: () => number,
  ) {}

  take(message: ToReader): void {
    switch (message.type) {
      case 'open':
        this.open(message);
        return;
      case 'call':
        this.calls.set(message.id, message.call);
        break;
      case 'cancel':
        this.cancel(message.id);
        break;
      case 'closeView':
        this.reading?.closeView(message.viewId);
        break;
      case 'close':
        this.isClosing = true;
        break;
    }
    this.schedule();
  }

  private open(message: Extract<ToReader, { type: 'open' }>): void {
    try {
      this.reading = new CaptureReading(message.path);
      this.send({ type: 'opened' });
    } catch (error) {
      this.send({ type: 'open-failed', problem: toProblem(error) });
      return;
    }
    this.writerPort = message.writerPort;
    this.writerPort?.on('message', (notice: WriterToReader) => {
      this.notices.push(notice);
      this.schedule();
    });
  }

  private schedule(): void {
    if (!this.isScheduled) {
      this.isScheduled = true;
      setImmediate(() => {
        this.isScheduled = false;
        this.work();
      });
    }
  }

  private work(): void {
    if (this.isClosing) {
      this.close();
      return;
    }
    for (const [id, call] of this.calls) {
      this.calls.delete(id);
      this.answer(id, call);
    }
    if (this.reading === null) {
      return;
    }
    try {
      this.takeNotices(this.reading);
      if (this.searchOlder(this.reading)) {
        this.schedule();
      }
    } catch (error) {
      this.failed(error);
    }
  }

  private answer(id: number, call: ReaderCall): void {
    try {
      if (this.reading === null) {
        throw new Error('The capture is not open.');
      }
      this.send({ type: 'answer', id, value: this.reading.answer(call) });
    } catch (error) {
      this.send({ type: 'refusal', id, problem: toProblem(error) });
      this.failed(error);
    }
  }

  private takeNotices(reading: CaptureReading): void {
    if (this.notices.length === 0) {
      return;
    }
    const notices = this.notices.splice(0);
    let hasCommits = false;
    for (const notice of notices) {
      if (notice.type === 'committed') {
        reading.committed(notice);
        hasCommits = true;
      }
    }
    if (hasCommits) {
      for (const view of reading.views.values()) {
        view.advance();
      }
      this.tell([...reading.views.values()].map((view) => view.state()));
    }
    for (const notice of notices) {
      if (notice.type === 'flush') {
        this.send({ type: 'flushed', id: notice.id });
      }
    }
  }

  /** One slice of one view. True if there is more to search. */
  private searchOlder(reading: CaptureReading): boolean {
    for (const view of reading.views.values()) {
      if (!view.state().complete) {
        const isMore = view.searchOlder();
        if (!isMore || this.elapsedMs() - this.toldMs >= progressMs) {
          this.tell([view.state()]);
        }
        return true;
      }
    }
    return false;
  }

  private tell(states: readonly ViewState[]): void {
    this.toldMs = this.elapsedMs();
    if (states.length > 0) {
      this.send({ type: 'changed', states });
    }
  }

  private cancel(id: number): void {
    if (this.calls.delete(id)) {
      const problem = { code: 'closed', message: 'Nobody waits for this any more.', hint: '' } as const;
      this.send({ type: 'refusal', id, problem });
    }
  }

  private failed(error: unknown): void {
    if (storeErrorKind(error) === 'damaged') {
      this.send({ type: 'damaged' });
    }
  }

  private close(): void {
    this.reading?.close();
    this.writerPort?.close();
    this.port.close();
  }

  private send(message: FromReader): void {
    this.port.postMessage(message);
  }
}
