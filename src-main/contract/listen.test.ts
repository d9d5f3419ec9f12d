import fc from 'fast-check';
import Echo, { EventFormatter } from 'laravel-echo';
import Pusher from 'pusher-js';
import { describe, expect, test } from 'vitest';
import { nightly } from '../engine/nightly.test-support';
import { checkTyped, echoEvent, listenerFor, listenName } from './listen';

const formatter = new EventFormatter('App.Events');

test.each([
  ['order.shipped', ".listen('.order.shipped', (data) => {})"],
  ['App\\Events\\OrderShipped', ".listen('OrderShipped', (data) => {})"],
  ['App\\Events\\Orders\\Shipped', ".listen('Orders.Shipped', (data) => {})"],
  ['App\\Events\\odd.name', ".listen('.App\\\\Events\\\\odd.name', (data) => {})"],
  ['App\\Events\\\\Odd', ".listen('.App\\\\Events\\\\\\\\Odd', (data) => {})"],
  ['App\\Events\\', ".listen('.App\\\\Events\\\\', (data) => {})"],
  ['Other\\Event', ".listen('.Other\\\\Event', (data) => {})"],
  ['.dotted', ".listen('..dotted', (data) => {})"],
  ["it's", ".listen('.it\\'s', (data) => {})"],
  ['a\u2028b', ".listen('.a\\u2028b', (data) => {})"],
  ['client-typing', ".listenForWhisper('typing', (data) => {})"],
  ['Illuminate\\Notifications\\Events\\BroadcastNotificationCreated', '.notification((notification) => {})'],
])('%j is heard with %s', (event, code) => {
  expect(listenerFor('orders', event)?.echoCall).toBe(code);
});

test.each(['', 'pusher:ping', 'pusher_internal:subscription_succeeded'])('%j is nothing to listen for', (event) => {
  expect(listenerFor('orders', event)).toBeNull();
});

test.each([
  ['orders', "Echo.channel('orders')"],
  ['private-orders.7', "Echo.private('orders.7')"],
  ['private-encrypted-orders.7', "Echo.encryptedPrivate('orders.7')"],
  ['presence-room.1', "Echo.join('room.1')"],
  ['private-cache-a', "Echo.private('cache-a')"],
  ['', ''],
])('%j is %s', (channel, code) => {
  expect(listenerFor(channel, 'e')?.channelCall).toBe(code);
});

test('what is for a signed-in user is bound to that user, and a cache miss by its own name', () => {
  expect(listenerFor('#server-to-user-7', 'note')).toEqual({
    channelCall: '',
    echoCall: "Echo.connector.pusher.user.bind('note', (data) => {})",
    pusherCall: "pusher.user.bind('note', (data) => {})",
  });
  expect(listenerFor('cache-a', 'pusher:cache_miss')).toEqual({
    channelCall: "Echo.channel('cache-a')",
    echoCall: ".listen('.pusher:cache_miss', (data) => {})",
    pusherCall: "channel.bind('pusher:cache_miss', (data) => {})",
  });
});

test('members of a presence channel have calls of their own', () => {
  const calls = ['subscription_succeeded', 'member_added', 'member_removed'].map((event) => {
    const { echoCall, pusherCall } = listenerFor('presence-room.1', `pusher_internal:${event}`) ?? {};
    return [echoCall, pusherCall];
  });
  expect(calls).toEqual([
    ['.here((members) => {})', "channel.bind('pusher:subscription_succeeded', (members) => {})"],
    ['.joining((member) => {})', "channel.bind('pusher:member_added', (member) => {})"],
    ['.leaving((member) => {})', "channel.bind('pusher:member_removed', (member) => {})"],
  ]);
});

describe("against laravel-echo's own code", () => {
  const names = fc.oneof(
    fc.string(),
    fc.string({ unit: fc.constantFrom('.', '\\', 'a', "'", 'App', 'Events', '\n') }),
    fc.string({ unit: fc.constantFrom('.', '\\', 'a', 'B') }).map((rest) => `App\\Events\\${rest}`),
  );

  test('a name is worked out as Echo works it out', () => {
    fc.assert(
      fc.property(names, (name) => echoEvent(name) === formatter.format(name)),
      { numRuns: nightly(2_000) },
    );
  });

  test('what we say to write hears the event, whatever its name', () => {
    fc.assert(
      fc.property(names, (event) => formatter.format(listenName(event)) === event),
      { numRuns: nightly(2_000) },
    );
  });

  test('our code, run, binds Echo to the event on the channel', () => {
    const client = new Pusher('key', { cluster: '', wsHost: '127.0.0.1', enabledTransports: [] });
    const echo = new Echo({ broadcaster: 'pusher', client });
    for (const [channel, event] of [
      ['private-orders.7', 'App\\Events\\OrderShipped'],
      ['presence-room.1', "it's\nodd.name"],
      ['stock', 'App\\Events\\odd.name'],
      ['private-chat', 'client-typing'],
      ['private-user.1', 'Illuminate\\Notifications\\Events\\BroadcastNotificationCreated'],
    ] as const) {
      const { channelCall = '', echoCall = '', pusherCall = '' } = listenerFor(channel, event) ?? {};
      new Function('Echo', `${channelCall}${echoCall}`)(echo);
      const subscription = client.channel(channel);
      expect(subscription.callbacks.get(event)).toHaveLength(1);
      new Function('channel', pusherCall)(subscription);
      expect(subscription.callbacks.get(event)).toHaveLength(2);
    }
    client.disconnect();
  });
});

test.each([
  ['order.shipped', 'order.shipped', false, 'App\\Events\\order\\shipped', "'.order.shipped'"],
  ['.order.shipped', 'order.shipped', true, 'order.shipped', "'.order.shipped'"],
  ["'.order.shipped'", 'order.shipped', true, 'order.shipped', "'.order.shipped'"],
  [
    "Echo.channel('a').listen('App\\\\Events\\\\X', (e) => {})",
    'App\\Events\\X',
    false,
    'App\\Events\\App\\Events\\X',
    "'X'",
  ],
  ['\\App\\Events\\X', 'App\\Events\\X', true, 'App\\Events\\X', "'X'"],
  [' OrderShipped ', 'App\\Events\\OrderShipped', true, 'App\\Events\\OrderShipped', "'OrderShipped'"],
])('typed %j for %j: %s', (typed, event, matches, hears, write) => {
  expect(checkTyped(typed, event)).toEqual({ matches, hears, write });
});
