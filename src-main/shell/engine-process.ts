import { type MessagePortMain, type UtilityProcess, utilityProcess } from 'electron';
import type { BoundAddresses, EngineNotice, HostMessage, HostOptions } from '../contract/engine-host';
import type { Problem } from '../contract/problem';
import { RestartPolicy } from '../contract/restart-policy';

export interface EngineProcessEvents {
  /** The ports handed over so far lead nowhere any more; ask for new ones. */
  readonly portsGone: () => void;
  /** There is no engine, and none is coming until `start` is called again. */
  readonly failed: (problem: Problem) => void;
}

/**
 * The engine in a process of its own, so that load or a crash there never freezes a window. One that dies is started
 * again, on the ports it had.
 */
export class EngineProcess {
  private child: UtilityProcess | null = null;
  private readonly policy = new RestartPolicy();
  private readonly waiting: MessagePortMain[] = [];
  private bound: BoundAddresses | undefined;
  private problem: Problem | null = null;
  private startedAtMs = 0;
  private isEnding = false;
  private timer: NodeJS.Timeout | null = null;

  constructor(
    /** The built engine/utility.js. */
    private readonly file: string,
    private readonly options: HostOptions,
    /** Asked once the app is ready; null where the system has no keychain. */
    private readonly vaultKey: () => string | null,
    private readonly events: EngineProcessEvents,
  ) {}

  /** Starts the engine, also after it failed for good. */
  start(): void {
    this.policy.reset();
    this.live();
  }

  /** Hands the engine its end of a window's port; an engine that is about to come back gets it then. */
  attach(port: MessagePortMain): void {
    if (this.child === null) this.waiting.push(port);
    else this.child.postMessage({ type: 'port' } satisfies HostMessage, [port]);
  }

  /** Asks the engine to end in order; resolves when it has. One that has not after `patienceMs` is killed. */
  async close(patienceMs: number): Promise<void> {
    this.isEnding = true;
    if (this.timer !== null) clearTimeout(this.timer);
    const { child } = this;
    if (child === null) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.postMessage({ type: 'close' } satisfies HostMessage);
    const timer = setTimeout(() => child.kill(), patienceMs);
    await gone;
    clearTimeout(timer);
  }

  private live(): void {
    this.problem = null;
    this.startedAtMs = performance.now();
    const child = utilityProcess.fork(this.file, [], { serviceName: 'Hubbub engine' });
    this.child = child;
    child.on('message', (notice: EngineNotice) => this.take(notice));
    child.once('exit', () => this.died());
    const options = this.bound === undefined ? this.options : { ...this.options, again: this.bound };
    const vaultKey = this.vaultKey();
    const given = vaultKey === null ? {} : { vaultKey };
    child.postMessage({ type: 'start', options, ...given } satisfies HostMessage);
    for (const port of this.waiting.splice(0)) this.attach(port);
  }

  private take(notice: EngineNotice): void {
    if (notice.type === 'ready') this.bound = notice.bound;
    else if (notice.type === 'ports-gone') this.events.portsGone();
    else this.problem = notice.problem;
  }

  private died(): void {
    this.child = null;
    if (this.isEnding) return;
    this.events.portsGone();
    const { problem } = this;
    const delayMs = this.policy.died(performance.now() - this.startedAtMs);
    // What cannot start the first time would not the second time either.
    if (delayMs === null || (problem !== null && this.bound === undefined)) {
      this.events.failed(problem ?? diedTooOften(this.policy.shortLivesInARow, this.options.dataDir));
      return;
    }
    this.timer = setTimeout(() => this.live(), delayMs);
  }
}

function diedTooOften(times: number, dataDir: string): Problem {
  return {
    code: 'engine-gone',
    message: `The engine died ${times} times in a row soon after its start.`,
    hint: `If its capture is the cause, move the data folder away and try again: ${dataDir}`,
  };
}
