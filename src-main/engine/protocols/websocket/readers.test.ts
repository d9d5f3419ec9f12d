import { expect, test } from 'vitest';
import { pack } from '../../formats/message-pack';
import type { FrameReading } from '../frame-reader';
import { ownReaders } from './readers';

type Read = readonly [id: string, isUp: boolean, frame: string | Buffer, Partial<FrameReading>];

function read(id: string, frame: string | Buffer, isUp: boolean, memory = new Map<string, string>()) {
  const reader = ownReaders.find((one) => one.id === id);
  return reader?.read(Buffer.from(frame), typeof frame !== 'string', isUp, memory);
}

// Frames as the documents of each protocol have them (STOMP 1.2, graphql-ws, WAMP 1 and 2, Phoenix, ActionCable, SignalR, MQTT).
test.each<Read>([
  [
    'stomp',
    false,
    'MESSAGE\nsubscription:0\ndestination:/queue/a\\cb\n\n{"id":7}\0\n',
    { event: 'MESSAGE', channel: '/queue/a:b', payload: '{"id":7}', note: '' },
  ],
  ['stomp', true, 'SUBSCRIBE\nid:0\ndestination:/topic/x\n\n\0', { role: 'subscribe', channel: '/topic/x' }],
  ['stomp', false, 'ERROR\nmessage:no such queue\n\nmore\0', { role: 'error', summary: 'no such queue' }],
  ['stomp', false, '\n', { role: 'heartbeat' }],
  [
    'graphql-transport-ws',
    false,
    '{"id":"1","type":"next","payload":{"data":{}}}',
    { event: 'next', channel: '1', role: 'message' },
  ],
  ['graphql-transport-ws', false, '{"type":"ping"}', { role: 'heartbeat' }],
  ['graphql-ws', false, '{"type":"ka"}', { role: 'heartbeat' }],
  [
    'wamp',
    false,
    '[8,"http://ex/topic",{"n":12345678901234567890}]',
    { event: 'EVENT', channel: 'http://ex/topic', payload: '{"n":12345678901234567890}' },
  ],
  ['wamp', true, '[5,"chat"]', { role: 'subscribe', channel: 'chat' }],
  ['wamp2', true, '[32,713845233,{},"com.myapp.mytopic1"]', { role: 'subscribe', channel: 'com.myapp.mytopic1' }],
  ['phoenix', false, '[null,null,"room:1","made",{"id":7}]', { event: 'made', channel: 'room:1', payload: '{"id":7}' }],
  ['phoenix', true, '[null,"5","phoenix","heartbeat",{}]', { role: 'heartbeat' }],
  [
    'phoenix',
    false,
    Buffer.concat([Buffer.from([2, 6, 4]), Buffer.from('room:1madexyz')]),
    { event: 'made', channel: 'room:1' },
  ],
  [
    'actioncable',
    true,
    '{"command":"subscribe","identifier":"{\\"channel\\":\\"ChatChannel\\"}"}',
    { role: 'subscribe', channel: 'ChatChannel' },
  ],
  [
    'actioncable',
    false,
    '{"identifier":"{\\"channel\\":\\"ChatChannel\\"}","message":{"type":"made"}}',
    { event: 'made', channel: 'ChatChannel' },
  ],
  ['actioncable', false, '{"type":"ping","message":1}', { role: 'heartbeat' }],
  ['signalr', false, '{"type":1,"target":"Send","arguments":[1]}\x1e', { event: 'Send', role: 'message' }],
  ['signalr', false, '{"type":6}\x1e', { role: 'heartbeat' }],
  ['mqtt', false, Buffer.from('300a0003612f627b2261223a', 'hex'), { event: 'PUBLISH', channel: 'a/b' }],
  ['mqtt', true, Buffer.from('82080001000361 2f6200'.replace(' ', ''), 'hex'), { role: 'subscribe', channel: 'a/b' }],
  [
    'ably',
    false,
    '{"action":15,"channel":"public:orders","messages":[{"name":"made"}]}',
    { event: 'made', channel: 'public:orders' },
  ],
  ['centrifugo', false, '{"push":{"channel":"news","pub":{"data":{}}}}\n{}', { event: 'pub', channel: 'news' }],
  ['json-rpc', false, '{"jsonrpc":"2.0","method":"eth_block"}', { event: 'eth_block' }],
  ['event-data', false, '{"event":"made","data":{"id":7}}', { event: 'made', payload: '{"id":7}' }],
  ['json', false, '{"a":1}\n{"a":2}\n', { payload: '[{"a":1},{"a":2}]' }],
  [
    'ably',
    false,
    Buffer.from(pack({ action: 15, channel: 'c', messages: [{ name: 'made', data: Buffer.from('ab') }] })),
    {
      event: 'made',
      channel: 'c',
      payload: '{"action":15,"channel":"c","messages":[{"name":"made","data":{"@base64":"YWI="}}]}',
    },
  ],
  [
    'plain',
    false,
    Buffer.from(pack({ event: 'made', id: 7 })),
    { event: 'made', payload: '{"event":"made","id":7}', note: 'MessagePack' },
  ],
  ['plain', false, Buffer.from([...pack([1, 2]), 0]), { event: 'binary', payload: '' }],
  ['plain', false, Buffer.from([7]), { event: 'binary', payload: '' }],
  [
    'plain',
    false,
    Buffer.from('{"type":"made"}'),
    { event: 'made', payload: '{"type":"made"}', note: 'JSON in a binary message' },
  ],
  ['plain', false, Buffer.from('hello'), { event: 'binary', payload: '' }],
])('%s %s: %s', (id, isUp, frame, expected) => {
  expect(read(id, frame, isUp)).toMatchObject(expected);
});

test('names that a connection says once are remembered', () => {
  const memory = new Map<string, string>();
  read('wamp2', '[32,1,{},"topic.a"]', true, memory);
  read('wamp2', '[33,1,99]', false, memory);
  expect(read('wamp2', '[36,99,5,{},[1]]', false, memory)).toMatchObject({ channel: 'topic.a' });
  read('wamp', '[2,"c1","calc#add",1,2]', true, memory);
  expect(read('wamp', '[3,"c1",3]', false, memory)).toMatchObject({ channel: 'calc#add', payload: '3' });
  read('wamp2', '[48,7,{},"com.sum",[1,2]]', true, memory);
  expect(read('wamp2', '[50,7,{},[3]]', false, memory)).toMatchObject({
    channel: 'com.sum',
    call: { id: '7', isAnswer: true },
  });
  expect(read('wamp2', '[8,48,7,{},"wamp.error.x"]', false, memory)).toMatchObject({
    channel: 'com.sum',
    role: 'error',
  });
  expect(read('wamp2', '[8,32,7,{},"wamp.error.x"]', false, memory)).toMatchObject({ channel: '', call: null });
});
