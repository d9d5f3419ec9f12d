import type { MessagePort, Worker } from 'node:worker_threads';
import type { Problem } from '../../contract/problem';
import { asError, ProblemError } from '../../contract/problem';
import type { ViewState } from '../../contract/view';
import { takeThread } from '../worker-threads';
import type { FromReader, ReaderCall, ToReader } from './worker-messages';

export interface ReaderLinkEvents {
  readonly changed: (states: readonly ViewState[]) => void;
  readonly damaged: () => void;
  /** The worker ended without being asked to. */
  readonly gone: () => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
}

/** The engine's end of one reader worker: calls paired with their answers. */
export class ReaderLink {
  private worker: Worker | null = null;
  private readonly waiting = new Map<number, Waiting>();
  private exited: Promise<void> = Promise.resolve();
  private nextId = 1;
  private isClosing = false;
  private isGone = false;

  constructor(
    private readonly workerDir: string,
    private readonly events: ReaderLinkEvents,
  ) {}

  /** Starts the worker. What is asked before it has opened the file is answered after. */
  open(path: string, writerPort: MessagePort | null): Promise<void> {
    this.worker = this.started();
    const answer = this.await(0) as Promise<void>;
    this.post({ type: 'open', path, writerPort }, writerPort === null ? [] : [writerPort]);
    return answer;
  }

  call(call: ReaderCall, signal?: AbortSignal): Promise<unknown> {
    const id = this.takeId();
    const answer = this.await(id);
    this.post({ type: 'call', id, call });
    if (signal?.aborted === true) {
      this.refuse(id, { code: 'closed', message: 'Nobody waits for this any more.', hint: '' });
    } else if (signal !== undefined) {
      const cancel = () => {
        this.refuse(id, { code: 'closed', message: 'Nobody waits for this any more.', hint: '' });
        this.post({ type: 'cancel', id });
      };
      signal.addEventListener('abort', cancel, { once: true });
      const forget = () => signal.removeEventListener('abort', cancel);
      answer.then(forget, forget);
    }
    return answer;
  }

  /** Resolves when the reader has seen a flush that comes to it through the writer. */
  flushed(id: number): Promise<void> {
    return this.await(-id) as Promise<void>;
  }

  closeView(viewId: number): void {
    this.post({ type: 'closeView', viewId });
  }

  close(): Promise<void> {
    this.isClosing = true;
    this.post({ type: 'close' });
    return this.exited;
  }

  private started(): Worker {
    const worker = takeThread(this.workerDir, 'reader-worker');
    worker.on('message', (message: FromReader) => this.take(message));
    worker.on('error', () => {});
    this.exited = new Promise((resolve) => {
      worker.on('exit', () => {
        this.isGone = true;
        this.rejectAll('The reader of the capture ended.');
        resolve();
        if (!this.isClosing) {
          this.events.gone();
        }
      });
    });
    return worker;
  }

  private take(message: FromReader): void {
    switch (message.type) {
      case 'opened':
        this.settle(0, undefined);
        return;
      case 'open-failed':
        this.refuse(0, message.problem);
        return;
      case 'answer':
        this.settle(message.id, message.value);
        return;
      case 'refusal':
        this.refuse(message.id, message.problem);
        return;
      case 'changed':
        this.events.changed(message.states);
        return;
      case 'flushed':
        this.settle(-message.id, undefined);
        return;
      case 'damaged':
        this.events.damaged();
        return;
    }
  }

  private await(id: number): Promise<unknown> {
    if (this.isGone || this.isClosing) {
      return Promise.reject(new ProblemError('store-failed', 'The reader of the capture ended.'));
    }
    return new Promise((resolve, reject) => this.waiting.set(id, { resolve, reject }));
  }

  private takeId(): number {
    this.nextId += 1;
    return this.nextId;
  }

  private settle(id: number, value: unknown): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    waiting?.resolve(value);
  }

  private refuse(id: number, problem: Problem): void {
    const waiting = this.waiting.get(id);
    this.waiting.delete(id);
    waiting?.reject(asError(problem));
  }

  private rejectAll(message: string): void {
    for (const id of [...this.waiting.keys()]) {
      this.refuse(id, { code: 'store-failed', message, hint: '' });
    }
  }

  private post(message: ToReader, transfer: readonly MessagePort[] = []): void {
    if (!this.isGone) {
      this.worker?.postMessage(message, [...transfer]);
    }
  }
}
