import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pack } from '../../formats/message-pack';
import { ownReaders } from './readers';
import { Recogniser } from './recogniser';
import { webSocket } from './web-socket-server.test-support';

interface Case {
  readonly url?: string;
  readonly protocol?: string;
  readonly down?: string | Buffer;
  readonly up?: string | Buffer;
}

function guess({ url = 'ws://h/', protocol = '', down, up }: Case) {
  const recogniser = new Recogniser(url, protocol);
  if (down !== undefined) recogniser.see(Buffer.from(down), typeof down !== 'string', false);
  if (up !== undefined) recogniser.see(Buffer.from(up), typeof up !== 'string', true);
  return recogniser.guess;
}

// First frames as the documents of each protocol and recordings of servers have them.
test.each<[string, Case]>([
  [
    'pusher',
    { url: 'ws://h/app/key?protocol=7&client=js', down: '{"event":"pusher:connection_established","data":"{}"}' },
  ],
  ['socketio', { url: 'ws://h/socket.io/?EIO=4&transport=websocket', down: '0{"sid":"a","upgrades":[]}' }],
  ['socketio', { down: '0{"sid":"Yp9xMJOr5N","upgrades":[],"pingInterval":25000,"pingTimeout":20000}' }],
  ['engineio', { url: 'ws://h/mine?EIO=4' }],
  ['wamp', { protocol: 'wamp', down: '[0,"5ec1",1,"Ratchet/0.4.4"]' }],
  ['wamp', { down: '[0,"5ec1",1,"Ratchet/0.4.4"]' }],
  ['wamp2', { protocol: 'wamp.2.json', up: '[1,"realm1",{"roles":{}}]', down: '[2,123,{"roles":{}}]' }],
  ['stomp', { protocol: 'v12.stomp', down: 'CONNECTED\nversion:1.2\n\n\0' }],
  [
    'stomp',
    { url: 'ws://h:15674/ws', up: 'CONNECT\naccept-version:1.2\n\n\0', down: 'CONNECTED\nversion:1.2\n\n\0\n' },
  ],
  ['mqtt', { protocol: 'mqtt', down: Buffer.from([0x20, 2, 0, 0]) }],
  ['mqtt', { up: Buffer.from('100c00044d5154540402003c0000', 'hex'), down: Buffer.from([0x20, 2, 0, 0]) }],
  ['graphql-transport-ws', { protocol: 'graphql-transport-ws', up: '{"type":"connection_init"}' }],
  ['graphql-ws', { protocol: 'graphql-ws', down: '{"type":"connection_ack"}' }],
  ['signalr', { url: 'ws://h/chat?id=1', up: '{"protocol":"json","version":1}\x1e', down: '{}\x1e' }],
  ['phoenix', { url: 'ws://h/socket/websocket?vsn=2.0.0', down: '["1","1","room:a","phx_reply",{"status":"ok"}]' }],
  ['phoenix', { down: '{"topic":"room:a","event":"made","payload":{},"ref":null}' }],
  ['actioncable', { protocol: 'actioncable-v1-json', down: '{"type":"welcome"}' }],
  ['actioncable', { url: 'ws://h/cable', down: '{"type":"welcome"}' }],
  ['ably', { url: 'ws://h/?v=3&key=a.b:c&format=json', down: '{"action":4,"connectionId":"x"}' }],
  ['ably', { down: Buffer.from(pack({ action: 4, connectionId: 'x' })) }],
  ['graphql-transport-ws', { protocol: 'graphql-transport-ws', down: '{"type":"connection_ack"}' }],
  ['graphql-ws', { down: '{"type":"ka"}', up: '{"type":"start","id":"1","payload":{}}' }],
  ['mqtt', { protocol: 'mqttv3.1', up: Buffer.from('100e00064d51497364700302003c0000', 'hex') }],
  ['actioncable', { down: '{"type":"ping","message":1795416286}', up: '{"command":"subscribe","identifier":"{}"}' }],
  ['centrifugo', { url: 'ws://h/connection/websocket', down: '{"push":{"channel":"news","pub":{"data":{}}}}' }],
  ['centrifugo', { url: 'ws://h/connection/websocket', up: '{"connect":{},"id":1}' }],
  ['json-rpc', { down: '{"jsonrpc":"2.0","method":"block","params":[]}' }],
])('%s is recognised', (id, seen) => {
  expect(guess(seen)).toMatchObject({ id, isSure: true });
});

test('what could be two protocols is said to be unsure', () => {
  expect(guess({ down: '{"event":"made","channel":"a","data":1}' })).toEqual({
    id: 'event-data',
    reason: 'the server sent {event, data}',
    isSure: false,
    rival: 'pusher',
  });
  expect(guess({ up: '{"type":"connection_init"}' })).toMatchObject({ isSure: false, rival: 'graphql-ws' });
  expect(guess({ url: 'ws://h/app/key' })).toMatchObject({ id: 'pusher', isSure: false });
  expect(guess({ down: 'hello' })).toMatchObject({ id: 'plain', isSure: true });
});

test('nothing more than the first frames is looked at', () => {
  const recogniser = new Recogniser('ws://h/', '');
  for (let i = 0; i < 4; i += 1) recogniser.see(Buffer.from('hello'), false, false);
  recogniser.see(Buffer.from('0{"sid":"a"}'), false, false);
  expect(recogniser.guess.id).toBe('plain');
});

test('readers and signs take any bytes', () => {
  const start = fc.constantFrom(
    '',
    '{"event":',
    '[0,',
    '[2,1,"a"',
    'MESSAGE\n',
    '42["a",',
    '\x32\x05',
    '{"type":"',
    '{}\x1e',
  );
  fc.assert(
    fc.property(start, fc.uint8Array({ maxLength: 200 }), fc.boolean(), fc.boolean(), (head, tail, isBinary, isUp) => {
      const bytes = Buffer.concat([Buffer.from(head, 'latin1'), tail]);
      new Recogniser('ws://h/', '').see(bytes, isBinary, isUp);
      for (const reader of ownReaders) {
        const found = reader.read(bytes, isBinary, isUp);
        if (found !== null && found.payload !== '' && reader.id !== 'pusher') JSON.parse(found.payload);
        const row = { kind: 'deliver', event: 'e', channel: '', direction: isUp ? 'up' : 'down' } as never;
        const detail = { readAs: reader.id, frame: isBinary ? 'binary' : 'text' };
        const { payload } = webSocket.codec.explain({ row, detail, rawBase64: bytes.toString('base64'), isText: true });
        if (payload !== '') JSON.parse(payload);
      }
    }),
    { numRuns: 1_500 },
  );
});
