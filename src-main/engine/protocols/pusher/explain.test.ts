import { describe, expect, test } from 'vitest';
import { entryBody as entry } from './entry-body.test-support';
import { explain } from './explain';
import { bindCode, listenCode, subscribeCode } from './listen-code';

describe('the payload of an entry', () => {
  test('data in a string keeps its quotes, and its path is the root', () => {
    const frame = '{"event":"e","channel":"c","data":"{\\"n\\":12345678901234567890,\\"inner\\":\\"[1]\\"}"}';
    expect(explain(entry('deliver', frame))).toMatchObject({
      payload: '"{\\"n\\":12345678901234567890,\\"inner\\":\\"[1]\\"}"',
      encodedPaths: ['', '/inner'],
    });
  });

  test('data as it is keeps key order and numbers', () => {
    const frame = '{"event":"client-x","data":{"b":1.10,"a":"{}"},"channel":"c"}';
    expect(explain(entry('client', frame))).toMatchObject({ payload: '{"b":1.10,"a":"{}"}', encodedPaths: ['/a'] });
  });

  test('the body of a publish is read in the same way', () => {
    const body = '{"name":"e","channels":["c"],"data":"plain"}';
    expect(explain(entry('publish', body))).toMatchObject({ payload: '"plain"', encodedPaths: [] });
  });

  test('pointers are escaped and go on inside opened strings', () => {
    const data = JSON.stringify({ 'a/b~c': JSON.stringify([{ x: '{"y":1}' }]) });
    expect(explain(entry('deliver', `{"event":"e","data":${data}}`)).encodedPaths).toEqual([
      '/a~1b~0c',
      '/a~1b~0c/0/x',
    ]);
  });

  test.each(['', '{bad', '\u0000\u0001'])('%j has none', (text) => {
    expect(explain(entry('error', text))).toMatchObject({ payload: '', encodedPaths: [] });
  });

  test('a frame without data has none; an object that is no frame is shown whole', () => {
    expect(explain(entry('ping', '{"event":"pusher:pong"}')).payload).toBe('');
    expect(explain(entry('refused', '{"batch":[]}')).payload).toBe('{"batch":[]}');
  });
});

test.each([
  ['order.shipped', ".listen('.order.shipped', (data) => {})"],
  ['App\\Events\\OrderShipped', ".listen('OrderShipped', (data) => {})"],
  ['App\\Events\\Orders\\Shipped', ".listen('Orders.Shipped', (data) => {})"],
  ['App\\Events\\odd.name', ".listen('.App\\\\Events\\\\odd.name', (data) => {})"],
  ['Other\\Event', ".listen('.Other\\\\Event', (data) => {})"],
  ["it's", ".listen('.it\\'s', (data) => {})"],
  ['client-typing', ".listenForWhisper('typing', (data) => {})"],
  ['Illuminate\\Notifications\\Events\\BroadcastNotificationCreated', '.notification((notification) => {})'],
  ['pusher:ping', ''],
  ['', ''],
])('%j is listened for with %s', (event, code) => {
  expect(listenCode(event)).toBe(code);
});

test.each([
  ['orders.7', "Echo.channel('orders.7')"],
  ['private-orders.7', "Echo.private('orders.7')"],
  ['private-encrypted-a', "Echo.encryptedPrivate('a')"],
  ['presence-room', "Echo.join('room')"],
  ['#server-to-user-7', 'Echo.connector.signin()'],
  ['', ''],
])('%j is subscribed to with %s', (channel, code) => {
  expect(subscribeCode(channel, true)).toBe(code);
});

test('a channel is left by its whole name, and bound to with its wire name', () => {
  expect(subscribeCode('private-a', false)).toBe("Echo.leaveChannel('private-a')");
  expect(bindCode('App\\Events\\A')).toBe("channel.bind('App\\\\Events\\\\A', (data) => {})");
  expect(bindCode('pusher:ping')).toBe('');
  expect(bindCode('note', '#server-to-user-7')).toBe("pusher.user.bind('note', (data) => {})");
  expect(subscribeCode('#server-to-user-7', false)).toBe('');
});
