import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo, createConnection, createServer as createTcpServer, type Socket } from 'node:net';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { allFaces } from '../../../contract/faces';
import type { ServerFigures } from '../../../contract/server-figures';
import { type DeskUnderTest, startDesk } from '../../clients/session-desk.test-support';
import { createFaces } from '../../faces/create-faces';
import { MetricsCounter } from '../../faces/metrics-counter';
import { defaultApp } from '../../hub/apps';
import { ManualClock, systemClock } from '../../hub/clocks.test-support';
import { pusher } from '.';
import { readPrometheusText } from './client/figures/prometheus-text';
import { type RunningHub, startHub } from './running-hub.test-support';

const recorded = readFileSync(
  new URL('./recordings/laravel-websockets-1.14.1-statistics.txt', import.meta.url),
  'utf8',
);

let hub: RunningHub;
let under: DeskUnderTest;

beforeEach(async () => {
  const running = await startHub({
    faces: {
      settings: allFaces,
      list: createFaces(allFaces, { hub: () => running.hub, entries: async () => [], metrics: new MetricsCounter() }),
    },
  });
  hub = running;
  onTestFinished(() => running.close());
});

async function connect(fields: object, clock = systemClock, secret = defaultApp.secret): Promise<void> {
  under = await startDesk([pusher], { clock });
  await under.start({
    name: 'Own',
    protocol: 'pusher',
    fields: { host: '127.0.0.1', port: hub.port, key: defaultApp.key, appId: defaultApp.id, ...fields },
    secrets: { secret },
  });
  await under.until('own', ({ phase }) => phase === 'connected');
}

const figures = (passes: (figures: ServerFigures) => boolean) =>
  expect
    .poll(() => {
      const now = under.desk.figures('own');
      return now !== null && passes(now) ? now : null;
    })
    .not.toBeNull()
    .then(() => under.desk.figures('own') as ServerFigures);

/** A server that answers each path with a text, or 404. */
async function answering(texts: Readonly<Record<string, string>>, status = 200): Promise<string> {
  const server = createServer((request, response) => {
    const text = texts[request.url ?? ''];
    response.writeHead(text === undefined ? 404 : status).end(text);
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A way to a port of this computer that can be cut, and taken again. */
async function cuttable(to: number): Promise<{ port: number; cut(): void }> {
  const open = new Set<Socket>();
  const server = createTcpServer((from) => {
    const on = createConnection(to, '127.0.0.1');
    for (const one of [from, on]) open.add(one.on('error', () => {}));
    from.pipe(on).pipe(from);
  }).listen(0, '127.0.0.1');
  await new Promise((done) => server.once('listening', done));
  const cut = () => {
    for (const one of open) one.destroy();
    open.clear();
  };
  onTestFinished(() => {
    cut();
    server.close();
  });
  return { port: (server.address() as AddressInfo).port, cut };
}

describe('laravel-websockets', () => {
  test('what its dashboard draws, as it was recorded, with the times it wrote', async () => {
    const path = '/laravel-websockets/api/12345/statistics';
    const base = await answering({ [path]: recorded });
    await connect({ server: 'laravel-websockets', statisticsUrl: `${base}/laravel-websockets/` });
    const { points, hasServerTime, from, problem } = await figures((now) => now.points.length > 0);
    expect([from, hasServerTime, problem]).toEqual([`${base}${path}`, true, null]);
    expect(points).toHaveLength(9);
    expect(points[3]).toEqual({
      atMs: Date.UTC(2026, 10, 23, 6, 45, 30),
      values: { peakConnections: 4, websocketMessages: 17, apiMessages: 9 },
    });
    const [entry] = under.recorder.of('http').filter(({ detail }) => String(detail?.path).startsWith(base));
    expect(entry).toMatchObject({ code: 200, direction: 'up', text: recorded });
  });

  test('the names of version 2 as well', async () => {
    const x = ['2026-11-23 06:44:25'];
    const answer = { peak_connections: { x, y: [3] }, websocket_messages_count: { x, y: [8] }, api_messages_count: {} };
    const base = await answering({ '/ws/api/12345/statistics': JSON.stringify(answer) });
    await connect({ server: 'laravel-websockets', statisticsUrl: `${base}/ws` });
    const { points } = await figures((now) => now.points.length > 0);
    expect(points).toEqual([
      { atMs: Date.UTC(2026, 10, 23, 6, 44, 25), values: { peakConnections: 3, websocketMessages: 8 } },
    ]);
  });

  test.each([
    ['a gate that lets nobody in', '', 403, 'was refused with 403'],
    ['the page of a login', '<html>Log in</html>', 200, 'answered with something else than the statistics'],
  ])('%s is said, with where to look', async (_case, text, status, message) => {
    const base = await answering({ '/laravel-websockets/api/12345/statistics': text }, status);
    await connect({ server: 'laravel-websockets', statisticsUrl: `${base}/laravel-websockets` });
    const { problem } = await figures((now) => now.problem !== null);
    expect(problem?.message).toContain(message);
    expect(problem?.hint).toContain('viewWebSocketsDashboard');
    // It is a thing of the statistics alone: the session goes on.
    expect(under.desk.list()[0]).toMatchObject({ phase: 'connected', problem: null });
  });
});

describe('soketi', () => {
  const metrics = (app: string, received: number) =>
    `# TYPE soketi_connected gauge\nsoketi_connected{app_id="${app}",port="6001"} 2\n` +
    `# TYPE soketi_ws_messages_received_total counter\nsoketi_ws_messages_received_total{app_id="${app}"} ${received}\n` +
    'soketi_connected{app_id="other",port="6001"} 70\n';

  test('counters become rates; one that fell began anew', async () => {
    const clock = new ManualClock();
    const texts: Record<string, string> = {
      '/metrics': metrics('12345', 100),
      '/usage': '{"memory":{"free":1,"used":3,"total":4,"percent":75}}',
    };
    const base = await answering(texts);
    await connect({ server: 'soketi', statisticsUrl: base }, clock);
    await figures((now) => now.points.length === 1);
    for (const [count, received] of [
      [2, 150],
      [3, 20],
    ] as const) {
      texts['/metrics'] = metrics('12345', received);
      clock.advance(5_000);
      await figures((now) => now.points.length === count);
    }
    const { points } = await figures(() => true);
    expect(points.map(({ values }) => [values.connections, values.receivedRate, values.memory])).toEqual([
      [2, null, 75],
      [2, 10, 75],
      [2, null, 75],
    ]);
  });

  test('a session that comes back goes on with its figures, and shows where it was away', async () => {
    const clock = new ManualClock();
    const texts = { '/metrics': metrics('12345', 100), '/usage': '{}' };
    const base = await answering(texts);
    const way = await cuttable(hub.port);
    await connect({ server: 'soketi', statisticsUrl: base, port: way.port }, clock);
    await figures((now) => now.points.length === 1);
    clock.advance(5_000);
    await figures((now) => now.points.length === 2);
    way.cut();
    await under.until('own', ({ phase }) => phase === 'waiting');
    const alone = await figures((now) => now.points.length === 3);
    expect(alone.problem?.message).toContain('The connection is lost');
    clock.advance(60_000);
    await under.until('own', ({ phase }) => phase === 'connected');
    const { points, problem } = await figures((now) => now.points.length === 4);
    expect(problem).toBeNull();
    expect(points.map(({ values }) => values.connections)).toEqual([2, 2, undefined, 2]);
    const [, second, gap, back] = points.map(({ atMs }) => atMs) as [number, number, number, number];
    expect([gap - second, back - second]).toEqual([0, 60_000]);
    await under.desk.disconnect('own');
    expect(under.desk.figures('own')).toBeNull();
  });

  test('the hub, which answers as soketi, is one', async () => {
    await connect({ server: 'soketi', statisticsUrl: `http://127.0.0.1:${hub.port}` });
    const { points } = await figures((now) => now.points.length > 0);
    expect(points[0]?.values.memory).toBeGreaterThan(0);
  });

  test('metrics that are off are told with the setting that turns them on, and asked for again seldom', async () => {
    const clock = new ManualClock();
    const base = await answering({});
    await connect({ server: 'soketi', statisticsUrl: base }, clock);
    const { problem } = await figures((now) => now.problem !== null);
    expect(problem?.message).toContain('404');
    expect(problem?.hint).toContain('SOKETI_METRICS_ENABLED=1');
    const refused = () => under.recorder.of('refused').filter(({ detail }) => detail?.path === `${base}/metrics`);
    expect(refused()).toHaveLength(1);
    clock.advance(30_000);
    await new Promise((done) => setTimeout(done, 50));
    expect(refused()).toHaveLength(1);
  });

  test('a label with what the format escapes', () => {
    expect(
      readPrometheusText('x_total{app="a \\"b\\" \\\\ \\n",port="1"} 2.5e3 1700000000000\n# x\nno number\n'),
    ).toEqual([{ name: 'x_total', labels: { app: 'a "b" \\ \n', port: '1' }, value: 2_500 }]);
  });
});

test('Reverb tells its connections, to who signs', async () => {
  await connect({ server: 'reverb' });
  const { points } = await figures((now) => now.points.length > 0);
  // The session is on no channel yet, and Reverb counts those that are.
  expect(points[0]?.values).toEqual({ connections: 0 });
});

test.each([
  [{ server: 'reverb', appId: '' }, 'the profile lacks its id or its secret'],
  [{ server: 'laravel-websockets', statisticsUrl: '' }, 'the profile lacks one of them'],
  [{ server: 'other' }, 'Which server this is the profile does not say'],
])('%o: why there are none', async (fields, message) => {
  await connect(fields);
  const { problem, from, points } = await figures(() => true);
  expect([from, points]).toEqual(['', []]);
  expect(problem?.message).toContain(message);
  expect(problem?.code).toBe('not-supported');
});
