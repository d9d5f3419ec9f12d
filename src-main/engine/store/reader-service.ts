import type { MessagePort } from 'node:worker_threads';
import type { ViewId } from '../../contract/ids';
import type { Problem } from '../../contract/problem';
import type { ViewOpen, ViewState } from '../../contract/view';
import type { Audiences } from './audience-function';
import { CaptureReading } from './capture-reading';
import { storeErrorKind } from './driver';
import { storeProblem } from './store-problem';
import type { FromReader, ReaderCall, ToReader, WriterToReader } from './worker-messages';

/** While a view completes, its state is told at most once in this time. */
const progressMs = 30;
/** A view is answered when it can fill a screen, is complete, or this time is over. */
const firstWindowRows = 200;
const firstWindowMs = 120;

type Commit = Extract<WriterToReader, { type: 'committed' }>;

/** A view that was asked for and not answered yet. */
interface Opening {
  readonly callId: number;
  readonly sinceMs: number;
  readonly problems: readonly Problem[];
}

/**
 * The reader's side of the store. One thing at a time, in this order: answers, what the writer committed, one slice of
 * a search. So a window never waits for longer than a slice.
 */
export class ReaderService {
  private reading: CaptureReading | null = null;
  private writerPort: MessagePort | null = null;
  private readonly calls = new Map<number, ReaderCall>();
  private readonly notices: WriterToReader[] = [];
  private readonly openings = new Map<ViewId, Opening>();
  private path = '';
  private isScheduled = false;
  private isClosing = false;
  private toldMs = 0;

  constructor(
    private readonly port: MessagePort,
    private readonly elapsedMs: () => number,
    private readonly audiences: Audiences,
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
        this.calls.delete(message.id);
        break;
      case 'closeView':
        this.answerOpening(message.viewId);
        this.reading?.closeView(message.viewId);
        break;
      case 'close':
        this.isClosing = true;
        break;
    }
    this.schedule();
  }

  private open(message: Extract<ToReader, { type: 'open' }>): void {
    this.path = message.path;
    this.writerPort = message.writerPort;
    this.writerPort?.on('message', (notice: WriterToReader) => {
      this.notices.push(notice);
      this.schedule();
    });
    try {
      this.reading = new CaptureReading(message.path, this.elapsedMs, this.audiences);
      this.send({ type: 'opened' });
    } catch (error) {
      // With a writer it is tried again after each commit: the writer may have to wait for a disk that is full.
      const isAlone = message.writerPort === null;
      this.send(isAlone ? { type: 'open-failed', problem: storeProblem(error) } : { type: 'opened' });
    }
  }

  private readingNow(): CaptureReading {
    this.reading ??= new CaptureReading(this.path, this.elapsedMs, this.audiences);
    return this.reading;
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
    this.takeNotices(this.notices.splice(0));
    try {
      if (this.reading !== null && this.searchOlder(this.reading)) {
        this.schedule();
      }
    } catch (error) {
      this.failed(error);
    }
  }

  private answer(id: number, call: ReaderCall): void {
    try {
      const reading = this.readingNow();
      if (call.name === 'openView') {
        const { view, problems } = reading.openView(call.input);
        this.openings.set(view.viewId, { callId: id, sinceMs: this.elapsedMs(), problems });
        this.answerWhenReady(view.state());
      } else {
        this.send({ type: 'answer', id, value: reading.answer(call) });
      }
    } catch (error) {
      this.send({ type: 'refusal', id, problem: storeProblem(error) });
      if (storeErrorKind(error) === 'damaged') {
        this.failed(error);
      }
    }
  }

  private takeNotices(notices: readonly WriterToReader[]): void {
    const commits = notices.filter((notice): notice is Commit => notice.type === 'committed');
    try {
      if (commits.length > 0) {
        this.takeCommits(this.readingNow(), commits);
      }
    } catch (error) {
      this.failed(error);
    }
    for (const notice of notices) {
      if (notice.type === 'flush') {
        this.send({ type: 'flushed', id: notice.id });
      }
    }
  }

  private takeCommits(reading: CaptureReading, commits: readonly Commit[]): void {
    for (const commit of commits) {
      reading.committed(commit);
    }
    const hasNewTies = commits.some((commit) => commit.hasNewTies);
    reading.advance(hasNewTies);
    this.tell([...reading.views.values()].map((view) => view.state()));
  }

  /** One slice of the newest view that is not complete, then of what is counted. True if there is more to search. */
  private searchOlder(reading: CaptureReading): boolean {
    const view = [...reading.views.values()].reverse().find((one) => !one.state().complete);
    if (view === undefined) {
      return reading.countOlder();
    }
    const isMore = view.searchOlder();
    const state = view.state();
    if (this.openings.has(state.viewId)) {
      this.answerWhenReady(state);
    } else if (!isMore || this.elapsedMs() - this.toldMs >= progressMs) {
      this.tell([state]);
    }
    return true;
  }

  private answerWhenReady(state: ViewState): void {
    const opening = this.openings.get(state.viewId);
    const waitedMs = this.elapsedMs() - (opening?.sinceMs ?? 0);
    if (state.complete || state.length >= firstWindowRows || waitedMs >= firstWindowMs) {
      this.answerOpening(state.viewId);
    }
  }

  private answerOpening(viewId: ViewId): void {
    const opening = this.openings.get(viewId);
    const view = this.reading?.views.get(viewId);
    this.openings.delete(viewId);
    if (opening !== undefined && view !== undefined) {
      const value: ViewOpen = { ...view.state(), problems: opening.problems };
      this.send({ type: 'answer', id: opening.callId, value });
    }
  }

  private tell(states: readonly ViewState[]): void {
    this.toldMs = this.elapsedMs();
    const open = states.filter(({ viewId }) => !this.openings.has(viewId));
    if (open.length > 0) {
      this.send({ type: 'changed', states: open });
    }
  }

  private failed(error: unknown): void {
    for (const [viewId, { callId }] of this.openings) {
      this.openings.delete(viewId);
      this.reading?.closeView(viewId);
      this.send({ type: 'refusal', id: callId, problem: storeProblem(error) });
    }
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
