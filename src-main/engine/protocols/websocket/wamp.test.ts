import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { startDesk } from '../../clients/session-desk.test-support';
import { profileOf, socketServer, webSocket } from './web-socket-server.test-support';

// What a WAMP component of Ratchet 0.4.4 answers (Ratchet\\Wamp\\WampConnection and ServerProtocol); there is no Ratchet to run here.
const wamp = () =>
  socketServer(
    (socket) => {
      socket.send('[0,"5ec1",1,"Ratchet/0.4.4"]');
      socket.on('message', async (data) => {
        let frame: unknown;
        try {
          frame = JSON.parse(String(data));
        } catch {
          socket.close(1007);
          return;
        }
        if (!Array.isArray(frame)) return;
        const [type, first, second, third] = frame as [number, string, unknown, unknown];
        if (type === 7) socket.send(JSON.stringify([8, first, second]));
        if (type !== 2) return;
        await setTimeout(30);
        const answer = second === 'calc#add' ? [3, first, third] : [4, first, 'urn:no-such', 'No such procedure'];
        socket.send(JSON.stringify(answer));
      });
    },
    { handleProtocols: () => 'wamp' },
  );

async function session() {
  const desk = await startDesk([webSocket]);
  await desk.start(profileOf(await wamp(), { subprotocols: 'wamp' }));
  await desk.until('ws', ({ phase }) => phase === 'connected');
  const send = (frame: unknown, as = 'json') =>
    desk.desk.send({ profile: 'ws', values: { as, data: as === 'json' ? JSON.stringify(frame) : String(frame) } });
  return { ...desk, send };
}

test('topics: what is subscribed, published and heard is told by its topic', async () => {
  const { send, until, recorder } = await session();
  await send([5, 'chat']);
  await send([7, 'chat', { text: 'hi' }, true]);
  await until('ws', ({ received }) => received === 1);
  expect(recorder.entries.slice(1).map(({ kind, event, channel }) => [kind, event, channel])).toEqual([
    ['ping', 'WELCOME', ''],
    ['subscribe', 'SUBSCRIBE', 'chat'],
    ['client', 'PUBLISH', 'chat'],
    ['deliver', 'EVENT', 'chat'],
  ]);
});

test('an answer names its call, how long it took, and the procedure; calls that overlap are never crossed', async () => {
  const { send, until, recorder } = await session();
  await send([2, 'c1', 'calc#add', 3]);
  await send([2, 'c2', 'nobody#knows']);
  const failed = await recorder.waitFor(({ event }) => event === 'CALLERROR');
  await until('ws', () => recorder.entries.some(({ event }) => event === 'CALLRESULT'));
  const result = recorder.entries.find(({ event }) => event === 'CALLRESULT');
  const [one, two] = recorder.entries.filter(({ event }) => event === 'CALL');
  expect([result?.cause, failed.cause]).toEqual([one?.seq, two?.seq]);
  expect([result?.channel, failed.channel]).toEqual(['calc#add', 'nobody#knows']);
  expect(Number(result?.detail?.answeredAfterMs)).toBeGreaterThanOrEqual(25);
});

test('what is no WAMP is closed with 1007 by Ratchet, and that is told in words', async () => {
  const { send, until, recorder } = await session();
  await send('garbage', 'text');
  const { problem } = await until('ws', ({ phase }) => phase === 'waiting');
  expect(problem?.message).toContain('1007');
  expect(recorder.of('connection', 'close')[0]).toMatchObject({ code: 1007, direction: 'down' });
});
