import type { AddressInfo, Server } from 'node:net';
import { createServer } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from './clocks.test-support';
import { createHub } from './create-hub';
import type { Hub } from './hub';
import { MemoryRecorder } from './memory-recorder.test-support';
import type { PortHolder } from './port-holder';

const started: Hub[] = [];
const servers: Server[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((hub) => hub.close()));
  for (const server of servers.splice(0)) {
    server.close();
  }
});

function start(findPortHolder?: (port: number) => Promise<PortHolder | null>): Hub {
  const recorder = new MemoryRecorder();
  const parts = { recorder, clock: systemClock, random: Math.random, apps: [], protocols: [], firstConnectionId: 1 };
  const hub = createHub({ ...parts, findPortHolder });
  started.push(hub);
  return hub;
}

async function takePort(): Promise<number> {
  const server = createServer();
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

describe('listeners', () => {
  test('port 0 takes a free port, and the state has its address', async () => {
    const hub = start();
    const [state] = await hub.listen([{ host: '127.0.0.1', port: 0, asked: true }]);
    expect(state).toEqual({
      url: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      state: 'listening',
      problem: null,
    });
    expect(hub.state().listeners).toEqual([state]);
    expect(await (await fetch(`${state?.url}/up`)).text()).toBe('Hubbub is up.');
  });

  test('a default port that is taken is skipped, with the holder and the next free port', async () => {
    const port = await takePort();
    const hub = start(async () => ({ name: 'php', pid: 4121 }));
    const [, taken] = await hub.listen([
      { host: '127.0.0.1', port: 0, asked: false },
      { host: '127.0.0.1', port, asked: false },
    ]);
    expect(taken).toMatchObject({
      state: 'skipped',
      problem: { code: 'port-taken', message: `Port ${port} on 127.0.0.1 is used by php (pid 4121).` },
    });
    const offered = Number(/Use (\d+) instead/.exec(taken?.problem?.hint ?? '')?.[1]);
    expect(offered).toBeGreaterThan(port);
    const [state] = await hub.listen([{ host: '127.0.0.1', port: offered, asked: true }]);
    expect(state?.state).toBe('listening');
  });

  test('a port somebody asked for is a failure; without a name it says another program', async () => {
    const port = await takePort();
    const hub = start();
    const states = await hub.listen([
      { host: '127.0.0.1', port, asked: true },
      { host: '127.0.0.1', port: 0, asked: true },
    ]);
    expect(states.map(({ state }) => state)).toEqual(['failed', 'listening']);
    expect(states[0]?.problem?.message).toContain('another program');
  });

  test('when nothing can be bound even a default port is a failure', async () => {
    const port = await takePort();
    const [state] = await start().listen([{ host: '127.0.0.1', port, asked: false }]);
    expect(state?.state).toBe('failed');
  });

  test('an address that is not of this computer is a Problem in words', async () => {
    const [state] = await start().listen([{ host: '192.0.2.1', port: 0, asked: true }]);
    expect(state).toMatchObject({
      state: 'failed',
      problem: { code: 'bad-input', hint: expect.stringContaining('127.0.0.1') },
    });
  });

  test('one hub listens on several addresses', async () => {
    const hub = start();
    const states = await hub.listen([
      { host: '127.0.0.1', port: 0, asked: true },
      { host: '127.0.0.1', port: 0, asked: true },
    ]);
    for (const { url } of states) {
      expect((await fetch(url)).status).toBe(200);
    }
  });
});
