import { limits } from '../../contract/limits';
import type { Problem } from '../../contract/problem';
import type { FigurePoint, ServerFigures } from '../../contract/server-figures';

/**
 * What a server told of itself before the connection was lost, so that a session that comes back goes on where it was. Between
 * the two stands a point at which nothing is known. Servers that tell their own past are asked for it anew.
 */
export class KeptFigures {
  private last: ServerFigures | null = null;

  lost(figures: ServerFigures | null, atMs: number): void {
    if (figures === null || figures.points.length === 0) return;
    const { points, hasServerTime } = figures;
    const isGap = Object.keys(points.at(-1)?.values ?? {}).length === 0;
    this.last = { ...figures, points: hasServerTime || isGap ? points : [...points, { atMs, values: {} }] };
  }

  forget(): void {
    this.last = null;
  }

  /** As the present connection tells them, with those before. */
  before(now: ServerFigures | null): ServerFigures | null {
    const { last } = this;
    // Another server, or another way of telling it: what was before is of something else.
    if (last === null || now === null || now.from !== last.from) return now;
    const points: readonly FigurePoint[] = last.hasServerTime
      ? now.points.length === 0
        ? last.points
        : now.points
      : [...last.points, ...now.points];
    return { ...now, points: points.slice(-limits.figurePoints) };
  }

  /** While there is no connection; null where nothing was told. */
  alone(): ServerFigures | null {
    return this.last === null ? null : { ...this.last, problem: away };
  }
}

const away: Problem = {
  code: 'unreachable',
  message: 'The connection is lost, so nothing is asked for.',
  hint: 'It goes on once the session is back.',
};
