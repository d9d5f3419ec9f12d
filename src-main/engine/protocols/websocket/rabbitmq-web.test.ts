import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDesk } from '../../clients/session-desk.test-support';
import { type RabbitServer, startRabbit } from '../../peers/rabbitmq.test-support';
import { profileOf, webSocket } from './web-socket-server.test-support';

let server: RabbitServer;
beforeAll(async () => {
  server = await startRabbit({ hasWebSockets: true });
}, 120_000);
afterAll(() => server?.stop());

async function session(url: string, subprotocols: string) {
  const desk = await startDesk([webSocket]);
  await desk.start(profileOf(url, { subprotocols }));
  await desk.until('ws', ({ phase }) => phase === 'connected');
  const send = (as: 'text' | 'hex', data: string) => desk.desk.send({ profile: 'ws', values: { as, data } });
  return { ...desk, send };
}

test('STOMP over the WebSocket of RabbitMQ is recognised, and its messages are told by destination', async () => {
  const { send, until, recorder } = await session(`ws://127.0.0.1:${server.stompPort}/ws`, 'v12.stomp');
  await send('text', 'CONNECT\naccept-version:1.2\nhost:/\nlogin:guest\npasscode:guest\n\n\0');
  await recorder.waitFor(({ event }) => event === 'CONNECTED');
  const { facts } = await until('ws', (state) => state.facts[0]?.value.startsWith('STOMP') === true);
  expect(facts[0]?.value).toContain('subprotocol v12.stomp was chosen');
  await send('text', 'SUBSCRIBE\nid:0\nreceipt:r1\ndestination:/topic/orders\n\n\0');
  await recorder.waitFor(({ event }) => event === 'RECEIPT');
  await send('text', 'SEND\ndestination:/topic/orders\ncontent-type:application/json\n\n{"id":7}\0');
  const message = await recorder.waitFor(({ event, direction }) => event === 'MESSAGE' && direction === 'down');
  expect(message).toMatchObject({ kind: 'deliver', channel: '/topic/orders' });
  await send('text', 'SUBSCRIBE\nid:1\ndestination:/nowhere\n\n\0');
  const error = await recorder.waitFor(({ event }) => event === 'ERROR');
  expect(error.summary).toMatch(/destination/i);
});

test('MQTT over the WebSocket of RabbitMQ likewise, packet by packet', async () => {
  const { send, until, recorder } = await session(`ws://127.0.0.1:${server.mqttPort}/ws`, 'mqtt');
  const text = (value: string) => Buffer.concat([Buffer.from([0, value.length]), Buffer.from(value)]);
  const packet = (head: number, ...parts: readonly Uint8Array[]) => {
    const rest = Buffer.concat(parts);
    return Buffer.concat([Buffer.from([head, rest.length]), rest]).toString('hex');
  };
  // User name, password and a clean session; 60 s.
  const connect = [text('MQTT'), Buffer.from([4, 0xc2, 0, 60]), text('hubbub'), text('guest'), text('guest')];
  await send('hex', packet(0x10, ...connect));
  await recorder.waitFor(({ event }) => event === 'CONNACK');
  await until('ws', ({ facts }) => facts[0]?.value.startsWith('MQTT') === true);
  await send('hex', packet(0x82, Buffer.from([0, 1]), text('orders'), Buffer.from([0])));
  await recorder.waitFor(({ event }) => event === 'SUBACK');
  await send('hex', packet(0x30, text('orders'), Buffer.from('{"id":7}')));
  const message = await recorder.waitFor(({ event, direction }) => event === 'PUBLISH' && direction === 'down');
  expect(message).toMatchObject({ kind: 'deliver', channel: 'orders' });
});
