import { describe, expect, test } from 'vitest';
import type { ChannelSummary } from '../../../src-main/contract/hub';
import { channelId, matchesWord, parentOf, type TreeState, treeItems } from './tree-items';

function channel(name: string, fields: Partial<ChannelSummary> = {}): ChannelSummary {
  const kind = name.startsWith('private-') ? 'private' : name.startsWith('presence-') ? 'presence' : 'public';
  return {
    app: '12345',
    protocol: 'pusher',
    name,
    kind,
    subscribers: 1,
    members: kind === 'presence' ? 1 : null,
    messages: 0,
    messagesPerSecond: 0,
    refusals: 0,
    lastRefusalCode: null,
    ...fields,
  };
}

const state: TreeState = {
  find: '',
  closedSources: new Set(),
  openChannels: new Set(),
  members: new Map(),
  sessions: [],
};
const labels = (items: ReturnType<typeof treeItems>) =>
  items.map((item) =>
    item.kind === 'channel'
      ? item.channel.name
      : item.kind === 'member'
        ? item.member.userId
        : item.kind === 'source'
          ? `${item.label} ${item.hint}`
          : item.id,
  );

describe('the tree', () => {
  test('lists channels by kind, and names with numbers in the order of the numbers', () => {
    const channels = ['presence-room.1', 'private-orders.10', 'private-orders.9', 'stock'].map((name) => channel(name));
    expect(labels(treeItems(channels, state))).toEqual([
      'Hub ',
      'stock',
      'private-orders.9',
      'private-orders.10',
      'presence-room.1',
    ]);
  });

  test('has a line for each app if there are several', () => {
    const channels = [channel('b', { app: '2' }), channel('a', { app: '1' })];
    expect(labels(treeItems(channels, state))).toEqual(['Hub app 1', 'a', 'Hub app 2', 'b']);
  });

  test('finds by any part of the name, whatever its case', () => {
    const channels = [channel('stock'), channel('private-Orders.7')];
    expect(labels(treeItems(channels, { ...state, find: ' oRDers' }))).toEqual(['Hub ', 'private-Orders.7']);
    expect(treeItems(channels, { ...state, find: 'nothing' })).toEqual([]);
  });

  test('shows the members of an open channel, and nothing of a closed source', () => {
    const room = channel('presence-room.1');
    const id = channelId(room);
    const members = new Map([[id, [{ userId: '42', info: '', connections: [1, 2] }]]]);
    const open = { ...state, members, openChannels: new Set([id]) };
    expect(labels(treeItems([room], open))).toEqual(['Hub ', 'presence-room.1', '42']);
    expect(labels(treeItems([room], { ...open, closedSources: new Set(['source 12345']) }))).toEqual(['Hub ']);
  });

  test('knows what holds what', () => {
    const room = channel('presence-room.1');
    const members = new Map([[channelId(room), [{ userId: '42', info: '', connections: [1] }]]]);
    const items = treeItems([channel('stock'), room], { ...state, members, openChannels: new Set([channelId(room)]) });
    expect([0, 1, 2, 3].map((index) => parentOf(items, index))).toEqual([0, 0, 0, 2]);
  });
});

test('a word of the filter may hold *', () => {
  expect(matchesWord('private-*.7', 'private-Orders.7')).toBe(true);
  expect(matchesWord('orders', 'private-orders')).toBe(false);
  expect(matchesWord('a+b(c', 'a+b(c')).toBe(true);
});
