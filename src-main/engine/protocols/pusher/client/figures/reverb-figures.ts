import { membersOf, parseJson } from '../../../../../contract/json-text';
import { limits } from '../../../../../contract/limits';
import { ProblemError } from '../../../../../contract/problem';
import type { FigurePoint } from '../../../../../contract/server-figures';
import type { SignedApi } from '../api';
import { apiRefusal } from '../api-refusal';
import { type FigureSource, notFigures } from './figure-source';

/** Reverb's `/connections`, which is all it counts of itself: what Pulse draws is worked out in the application. */
export class ReverbFigures implements FigureSource {
  readonly hasServerTime = false;
  readonly hint = 'Of the Pusher family only Reverb counts its connections there.';
  private points: readonly FigurePoint[] = [];

  constructor(
    private readonly api: SignedApi,
    readonly from: string,
  ) {}

  async read(atMs: number) {
    const { status, text } = await this.api.call('GET', '/connections', {});
    if (status !== 200) {
      const { code, message, hint } = apiRefusal(status, text, 'The request for its connections');
      throw new ProblemError(code, message, hint);
    }
    const { connections } = membersOf(parseJson(text));
    if (typeof connections !== 'number') throw notFigures(this.from, 'a number of connections');
    this.points = [...this.points, { atMs, values: { connections } }].slice(-limits.figurePoints);
    return { points: this.points, answer: text };
  }
}
