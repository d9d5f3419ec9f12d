import { expect, test } from 'vitest';
import type { SessionChannel, SessionState } from '../../../src-main/contract/session';
import { type SessionItem, sessionItems } from './session-items';

const watched = (name: string, fields: Partial<SessionChannel> = {}): SessionChannel => ({
  name,
  state: 'on',
  problem: null,
  members: null,
  subscribers: null,
  ...fields,
});

const session: SessionState = {
  profile: {
    id: 'shop',
    name: 'Shop',
    protocol: 'toy',
    target: 'ws://shop.test',
    fields: {},
    keptSecrets: [],
    channels: [],
    isProduction: false,
    saidProduction: null,
  },
  phase: 'connected',
  sinceMs: 0,
  attempt: 1,
  nextAttemptAtMs: null,
  problem: null,
  advice: '',
  facts: [],
  channels: [watched('orders.10'), watched('orders.9'), watched('room', { members: [{ userId: '42', info: '' }] })],
  found: [
    { name: 'stock', subscribers: 3, members: null },
    { name: 'orders.9', subscribers: 1, members: null },
  ],
  isUnlocked: true,
  received: 0,
  sent: 0,
};

const none: ReadonlySet<string> = new Set();
const words = (items: readonly SessionItem[]) =>
  items.map((item) => {
    if (item.kind === 'session') return item.session.profile.name;
    if (item.kind === 'watched') return item.channel.name;
    return item.kind === 'found' ? `+ ${item.found.name}` : item.member.userId;
  });

test('a session lists what it watches, then what it could watch, and nothing twice', () => {
  const items = sessionItems(session, { find: '', closedSources: none, openChannels: none });
  expect(words(items)).toEqual(['Shop', 'orders.9', 'orders.10', 'room', '+ stock']);
});

test('users are under the channel they are on, once it is opened', () => {
  const openChannels = new Set(['session shop channel room']);
  const items = sessionItems(session, { find: 'ROOM', closedSources: none, openChannels });
  expect(words(items)).toEqual(['Shop', 'room', '42']);
});

test('one that is closed is a line, and so is one with nothing in it; what is looked for and not there is none', () => {
  const closedSources = new Set(['session shop']);
  expect(words(sessionItems(session, { find: '', closedSources, openChannels: none }))).toEqual(['Shop']);
  const empty = { ...session, channels: [], found: null };
  const [only] = sessionItems(empty, { find: '', closedSources: none, openChannels: none });
  expect(only).toMatchObject({ kind: 'session', isOpen: null });
  expect(sessionItems(session, { find: 'nowhere', closedSources: none, openChannels: none })).toEqual([]);
});
