import { type Problem, toProblem } from '../../../../../contract/problem';
import type { FigurePoint, ServerFigures } from '../../../../../contract/server-figures';
import type { ClientContext } from '../../../../clients/client-side';
import type { Timer } from '../../../../clock';
import type { FigureSource } from './figure-source';

const everyMs = 5_000;
/** One that does not tell is not asked all the time. */
const afterFailureMs = 30_000;

/**
 * Reads what a server counts of itself every few seconds while a session is connected. Of what it answers only the first,
 * and the first after a change between telling and not telling, is an entry.
 */
export class FiguresPoll {
  private timer: Timer | null = null;
  private isOver = false;
  private points: readonly FigurePoint[] = [];
  private problem: Problem | null = null;
  /** undefined: nothing has been answered. */
  private lastSaid: string | undefined;

  constructor(
    private readonly context: ClientContext,
    private readonly source: FigureSource,
  ) {
    void this.ask();
  }

  get figures(): ServerFigures {
    const { from, hasServerTime } = this.source;
    return { from, problem: this.problem, hasServerTime, points: this.points };
  }

  stop(): void {
    this.isOver = true;
    this.timer?.cancel();
  }

  private async ask(): Promise<void> {
    const { clock } = this.context;
    try {
      const { points, answer } = await this.source.read(clock.nowMs());
      if (this.isOver) return;
      [this.points, this.problem] = [points, null];
      this.told(answer);
    } catch (error) {
      if (this.isOver) return;
      this.failed(toProblem(error));
    }
    this.timer = clock.setTimeout(() => void this.ask(), this.problem === null ? everyMs : afterFailureMs);
  }

  private told(answer: string): void {
    if (this.lastSaid === '') return;
    this.lastSaid = '';
    const note = `Asked every ${everyMs / 1_000} s; recorded when it begins to answer, or ceases to.`;
    const detail = { method: 'GET', path: this.source.from, note };
    this.context.record({
      kind: 'http',
      action: 'request',
      direction: 'up',
      code: 200,
      body: Buffer.from(answer),
      detail,
    });
  }

  private failed({ code, message, hint }: Problem): void {
    this.problem = { code, message, hint: [hint, this.source.hint].filter((part) => part !== '').join(' ') };
    if (this.lastSaid === message) return;
    this.lastSaid = message;
    const detail = { method: 'GET', path: this.source.from, reason: message, hint: this.problem.hint };
    this.context.record({ kind: 'refused', action: 'request', direction: 'up', detail });
  }
}
