import type { EntryBody } from '../../../contract/entry';
import type { Absence, Arrival, Expectation, ExpectInput } from '../../../contract/expect';
import type { Seq } from '../../../contract/ids';
import { limits } from '../../../contract/limits';
import { ProblemError } from '../../../contract/problem';
import type { Clock, Timer } from '../../clock';
import { explainAbsence, receiversOf } from './absence';
import { ArrivalWatch } from './arrival-watch';
import { type EvidenceSources, gatherEvidence } from './gather-evidence';
import { parseWhere, type Where } from './where';

export interface ExpectSources extends EvidenceSources {
  readonly clock: Clock;
  /** Number of the entry recorded last. */
  lastSeq(): Seq;
  /** Resolves when everything recorded so far can be read. */
  recorded(): Promise<void>;
  /** The list changed. */
  changed(): void;
}

interface Armed {
  expectation: Expectation;
  readonly wheres: readonly Where[];
  watch: ArrivalWatch | null;
  timer: Timer | null;
  isSettling: boolean;
  readonly waiting: ((expectation: Expectation) => void)[];
}

/** What somebody waits for: armed, met or missed, and why. It outlives the page that armed it. */
export class ExpectDesk {
  /** The one armed last is the last. */
  private readonly all = new Map<number, Armed>();
  private lastId = 0;

  constructor(private readonly sources: ExpectSources) {
    sources.reader.onViewChanged(({ viewId }) => {
      for (const armed of this.all.values()) {
        if (armed.watch?.viewId === viewId) void this.look(armed);
      }
    });
  }

  /** Counts from now. Rejects with a ProblemError 'bad-input'. */
  async arm(input: ExpectInput): Promise<Expectation> {
    const wheres = input.where.map(parseWhere);
    if (
      [...this.all.values()].filter(({ expectation }) => expectation.state === 'armed').length >=
      limits.armedExpectations
    ) {
      throw new ProblemError('refused', `${limits.armedExpectations} are armed already.`, 'Cancel one first.');
    }
    this.lastId += 1;
    const expectation: Expectation = {
      ...input,
      id: this.lastId,
      armedAtMs: this.sources.clock.nowMs(),
      after: this.sources.lastSeq(),
      state: 'armed',
      endedAtMs: null,
      arrival: null,
      absence: null,
    };
    const armed: Armed = { expectation, wheres, watch: null, timer: null, isSettling: false, waiting: [] };
    this.all.set(expectation.id, armed);
    this.forgetOldest();
    armed.timer = this.sources.clock.setTimeout(() => void this.miss(armed), input.timeoutMs);
    this.sources.changed();
    await this.watch(armed);
    return armed.expectation;
  }

  /** Those that are armed and the last ones that ended, the newest first. */
  list(): readonly Expectation[] {
    return Array.from(this.all.values(), ({ expectation }) => expectation).reverse();
  }

  cancel(id: number): void {
    const armed = this.all.get(id);
    if (armed === undefined) throw notKnown(id);
    if (armed.expectation.state === 'armed') this.settle(armed, { state: 'cancelled' });
    else this.forget(armed);
  }

  /** Resolves when it has ended. Rejects with 'closed' if the one who waits gives up. */
  wait(id: number, signal: AbortSignal): Promise<Expectation> {
    const armed = this.all.get(id);
    if (armed === undefined) return Promise.reject(notKnown(id));
    if (armed.expectation.state !== 'armed') return Promise.resolve(armed.expectation);
    return new Promise((resolve, reject) => {
      armed.waiting.push(resolve);
      const giveUp = () => reject(new ProblemError('closed', 'Nobody waits for it any more.'));
      signal.addEventListener('abort', giveUp, { once: true });
    });
  }

  close(): void {
    for (const armed of this.all.values()) {
      armed.timer?.cancel();
      armed.timer = null;
    }
  }

  private async watch(armed: Armed): Promise<void> {
    const watch = await ArrivalWatch.open(this.sources.reader, armed.expectation, armed.wheres);
    if (armed.expectation.state !== 'armed') return watch.close();
    armed.watch = watch;
    await this.look(armed);
  }

  private async look(armed: Armed): Promise<boolean> {
    // The store may have ended; the timer then says what there is to say.
    const entry = (await armed.watch?.look().catch(() => null)) ?? null;
    if (entry !== null && armed.expectation.state === 'armed' && !armed.isSettling) {
      armed.isSettling = true;
      this.settle(armed, { state: 'arrived', arrival: await this.arrival(armed, entry) });
    }
    return entry !== null;
  }

  private async arrival({ expectation }: Armed, { row }: EntryBody): Promise<Arrival> {
    const { seq, atMs, app, channel, event } = row;
    const receipt = await this.sources.receipt(seq).catch(() => null);
    const afterMs = Math.max(0, atMs - expectation.armedAtMs);
    return { seq, atMs, app, channel, event, receivers: receiversOf(row), afterMs, receipt };
  }

  /** The time is over. What was recorded at the last moment counts. */
  private async miss(armed: Armed): Promise<void> {
    try {
      await this.sources.recorded();
      if ((await this.look(armed)) || armed.expectation.state !== 'armed') return;
      const evidence = await gatherEvidence(armed.expectation, this.sources);
      this.settle(armed, { state: 'missed', absence: explainAbsence(armed.expectation, armed.wheres, evidence) });
    } catch {
      this.settle(armed, { state: 'missed', absence: unreadable });
    }
  }

  private settle(armed: Armed, end: Partial<Expectation>): void {
    if (armed.expectation.state !== 'armed') return;
    armed.expectation = { ...armed.expectation, endedAtMs: this.sources.clock.nowMs(), ...end };
    armed.timer?.cancel();
    armed.watch?.close();
    armed.watch = null;
    for (const tell of armed.waiting.splice(0)) tell(armed.expectation);
    this.forgetOldest();
    this.sources.changed();
  }

  private forget(armed: Armed): void {
    this.all.delete(armed.expectation.id);
    this.sources.changed();
  }

  private forgetOldest(): void {
    const ended = [...this.all.values()].filter(({ expectation }) => expectation.state !== 'armed');
    for (const { expectation } of ended.slice(0, Math.max(0, ended.length - limits.endedExpectations))) {
      this.all.delete(expectation.id);
    }
  }
}

const unreadable: Absence = {
  cause: 'nothing',
  reason: 'It did not arrive, and the capture could not be read to say why.',
  hint: 'The notices of the app say what is wrong with the capture.',
  seq: null,
};

function notKnown(id: number): ProblemError {
  return new ProblemError(
    'not-found',
    `Expectation ${id} is not known.`,
    'It ended long ago, or the engine was restarted.',
  );
}
