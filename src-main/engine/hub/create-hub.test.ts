import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { closeWords } from '../../contract/close-words';
import { defaultApp, LiveApps } from './apps';
import { ManualClock } from './clocks.test-support';
import { reasonText } from './close-reason';
import { startPlainHub } from './plain-hub.test-support';
import { requestPath } from './request-path';

describe('the end of a hub', () => {
  test('peers that do not answer the close frame, idle and half-sent requests do not hold it up', async () => {
    const clock = new ManualClock();
    const running = await startPlainHub(clock);
    const client = await running.connect();
    client.tcp.pause();
    const idle = connect(running.port, '127.0.0.1');
    const half = connect(running.port, '127.0.0.1');
    for (const socket of [idle, half]) {
      socket.on('error', () => {});
      await once(socket, 'connect');
    }
    half.write('POST /plain HTTP/1.1\r\nHost: h\r\nContent-Length: 100\r\n\r\nhalf');
    const closing = running.hub.close();
    await new Promise(setImmediate);
    clock.advance(1_000);
    await closing;
    expect(running.hub.state()).toMatchObject({ listeners: [], connections: 0 });
    expect(running.recorder.of('connection', 'close')[0]).toMatchObject({ code: 1001, direction: 'down' });
    client.socket.terminate();
  });

  test('a second close is no harm', async () => {
    const { hub } = await startPlainHub();
    await hub.close();
    await hub.close();
  });
});

test('connections are numbered from the first one given', async () => {
  const running = await startPlainHub();
  await running.connect();
  await running.connect();
  expect(running.hub.connections().map(({ id }) => id)).toEqual([7, 8]);
  await running.hub.close();
});

test('the first app with a key or id is the one found', () => {
  const second = { ...defaultApp, secret: 'other' };
  const directory = new LiveApps([defaultApp, second, { ...defaultApp, id: '2', key: 'k' }]);
  expect(directory.byKey('your_app_key')).toBe(defaultApp);
  expect(directory.byId('12345')).toBe(defaultApp);
  expect(directory.byKey('k')?.id).toBe('2');
  expect(directory.byKey('__proto__')).toBeNull();
});

test.each([
  ['/a?b', '/a'],
  ['/a#b', '/a'],
  ['http://host/a?b', '/a'],
  ['http://host', '/'],
  ['?a', '/'],
  ['*', '*'],
])('the path of %s is %s', (target, path) => {
  expect(requestPath(target)).toBe(path);
});

test('a reason never cuts a character in two', () => {
  expect(reasonText('short')).toBe('short');
  expect(Buffer.byteLength(reasonText('🙂'.repeat(50)))).toBe(120);
  expect(closeWords(4999)).toBe('');
});
