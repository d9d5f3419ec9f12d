import { type ChildProcess, fork } from 'node:child_process';
import type { BoundAddresses, EngineNotice, HostMessage, HostOptions, TakenFolder } from '../contract/engine-host';
import { type Problem, ProblemError } from '../contract/problem';
import { RestartPolicy } from '../contract/restart-policy';

export type Ready = Extract<EngineNotice, { type: 'ready' }>;

export interface SupervisorEvents {
  /** Told at each start, the first and those after a death. */
  readonly ready: (ready: Ready, isFirst: boolean) => void;
  /** The engine died and is started again. `how` is a sentence. */
  readonly died: (how: string) => void;
}

/** A start that failed, with the engine that was in the way if one was. */
export class StartError extends ProblemError {
  constructor(
    { code, message, hint }: Problem,
    readonly takenBy: TakenFolder | null,
  ) {
    super(code, message, hint);
  }
}

/** Runs the engine in a child process and starts it again when it dies, on the same ports. */
export class Supervisor {
  private child: ChildProcess | null = null;
  private readonly policy = new RestartPolicy();
  private bound: BoundAddresses | undefined;
  private failure: StartError | null = null;
  private startedAtMs = 0;
  private isEnding = false;
  private wait: { readonly timer: NodeJS.Timeout; readonly over: () => void } | null = null;

  constructor(
    /** The built engine/served.js. */
    private readonly file: string,
    private readonly options: HostOptions,
    private readonly events: SupervisorEvents,
  ) {}

  /** Resolves when `end` was called and the engine is gone; rejects with a StartError if there is no keeping it up. */
  async run(): Promise<void> {
    for (;;) {
      const how = await this.live();
      if (this.isEnding) {
        return;
      }
      // What cannot start the first time would not the second time either.
      if (this.failure !== null && this.bound === undefined) {
        throw this.failure;
      }
      const delayMs = this.policy.died(performance.now() - this.startedAtMs);
      if (delayMs === null) {
        throw this.givingUp(how);
      }
      this.events.died(how);
      await this.pause(delayMs);
      if (this.isEnding) {
        return;
      }
    }
  }

  /**
   * Asks the engine to end in order; one that has not after `patienceMs` is killed. Asking again changes nothing: one
   * Ctrl-C arrives more than once where a terminal and a script each pass it on.
   */
  end(patienceMs: number): void {
    if (this.isEnding) {
      return;
    }
    this.isEnding = true;
    this.wait?.over();
    this.send({ type: 'close' });
    setTimeout(() => this.child?.kill('SIGKILL'), patienceMs).unref();
  }

  /** One life of the engine; resolves with a sentence on how it ended. */
  private live(): Promise<string> {
    this.failure = null;
    this.startedAtMs = performance.now();
    // stdout is for what the command says; the engine's own words go where notices go.
    const child = fork(this.file, [], { stdio: ['ignore', 2, 2, 'ipc'], execArgv: [] });
    this.child = child;
    child.on('message', (notice: EngineNotice) => this.take(notice));
    const { bound } = this;
    this.send({ type: 'start', options: bound === undefined ? this.options : { ...this.options, again: bound } });
    return new Promise((resolve) => {
      child.once('error', (error) => resolve(`The engine could not be started: ${error.message}.`));
      child.once('exit', (code, signal) => {
        this.child = null;
        resolve(
          this.failure?.message ??
            (signal === null ? `The engine ended with code ${code}.` : `The engine was ended by ${signal}.`),
        );
      });
    });
  }

  private take(notice: EngineNotice): void {
    if (notice.type === 'ready') {
      const isFirst = this.bound === undefined;
      this.bound = notice.bound;
      this.events.ready(notice, isFirst);
    } else if (notice.type === 'problem') {
      this.failure = new StartError(notice.problem, notice.takenBy);
    }
  }

  private send(message: HostMessage): void {
    // One that is gone already is told of by its exit.
    if (this.child?.connected) this.child.send(message, () => {});
  }

  private pause(delayMs: number): Promise<void> {
    return new Promise((resolve) => {
      const over = () => {
        clearTimeout(this.wait?.timer);
        this.wait = null;
        resolve();
      };
      this.wait = { timer: setTimeout(over, delayMs), over };
    });
  }

  private givingUp(how: string): StartError {
    if (this.failure !== null) {
      return this.failure;
    }
    const message = `${how} That was ${this.policy.shortLivesInARow} times in a row soon after its start, so it is not started again.`;
    const hint = `What it said before is above. If its capture is the cause, try another folder with --data DIR; this one is ${this.options.dataDir}.`;
    return new StartError({ code: 'internal', message, hint }, null);
  }
}
