import { type JsonObject, membersOf, parseJson } from '../../../../../contract/json-text';
import { limits } from '../../../../../contract/limits';
import type { FigureName, FigurePoint } from '../../../../../contract/server-figures';
import type { Dial, TlsChoice } from '../../../../clients/dial';
import { type FigureSource, fetchText, notFigures } from './figure-source';

/** What the series are called by version 1.x, and by 2.x (reference 6.5). */
const series: Readonly<Record<string, FigureName>> = {
  peak_connections: 'peakConnections',
  websocket_message_count: 'websocketMessages',
  websocket_messages_count: 'websocketMessages',
  api_message_count: 'apiMessages',
  api_messages_count: 'apiMessages',
};

/** What the dashboard of laravel-websockets draws: the newest 120 rows of its table, by the route it has for that. */
export class LaravelWebsocketsFigures implements FigureSource {
  readonly hasServerTime = true;
  readonly from;
  readonly hint = 'Its gate viewWebSocketsDashboard lets everybody in where APP_ENV=local, and nobody elsewhere.';

  constructor(
    private readonly dial: Dial,
    dashboard: string,
    appId: string,
    private readonly tls: TlsChoice,
  ) {
    this.from = `${dashboard}/api/${encodeURIComponent(appId)}/statistics`;
  }

  async read() {
    const answer = await fetchText(this.dial, this.from, this.tls, 'The request for its statistics');
    const points = pointsOf(membersOf(parseJson(answer)));
    if (points === null) throw notFigures(this.from, 'the statistics of laravel-websockets');
    return { points, answer };
  }
}

/** null for what is no such answer. */
function pointsOf(told: Partial<JsonObject>): readonly FigurePoint[] | null {
  const known = Object.entries(told).filter(([name]) => name in series);
  if (known.length === 0) return null;
  const byTime = new Map<number, Record<string, number>>();
  for (const [name, one] of known) {
    const { x, y } = membersOf(one);
    if (!Array.isArray(x) || !Array.isArray(y)) continue;
    for (const [at, time] of x.entries()) {
      const [atMs, value] = [timeOf(time), Number(y[at])];
      if (Number.isNaN(atMs) || !Number.isFinite(value)) continue;
      byTime.set(atMs, { ...byTime.get(atMs), [series[name] as FigureName]: value });
    }
  }
  return [...byTime]
    .sort(([one], [other]) => one - other)
    .slice(-limits.figurePoints)
    .map(([atMs, values]) => ({ atMs, values }));
}

/** "2026-11-23 06:44:25", in the zone of the application, which it does not name. */
function timeOf(text: unknown): number {
  if (typeof text !== 'string') return Number.NaN;
  return Date.parse(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(text) ? `${text.replace(' ', 'T')}Z` : text);
}
