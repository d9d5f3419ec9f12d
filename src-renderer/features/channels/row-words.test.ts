import { expect, test } from 'vitest';
import { channelWords, memberInfo } from './row-words';

const base = { app: '1', protocol: 'pusher', name: 'private-chat.1', kind: 'private' } as const;

test('says a channel in words', () => {
  const quiet = { subscribers: 0, members: null, messages: 0, messagesPerSecond: 0, refusals: 2, lastRefusalCode: 403 };
  expect(channelWords({ ...base, ...quiet })).toBe(
    'private-chat.1, private channel, nobody on it now, no message yet, refused 2 times, last with 403',
  );
  expect(channelWords({ ...base, ...quiet, refusals: 1, lastRefusalCode: null })).toBe(
    'private-chat.1, private channel, nobody on it now, no message yet, refused once',
  );
  const busy = {
    subscribers: 3,
    members: 2,
    messages: 1_204,
    messagesPerSecond: 4,
    refusals: 0,
    lastRefusalCode: null,
  };
  expect(channelWords({ ...base, ...busy })).toBe(
    'private-chat.1, private channel, 3 clients, 2 users, 1,204 messages, 4.0 a second',
  );
});

test('a member is known by its name, else by what it sent', () => {
  const member = (info: string) => memberInfo({ userId: '42', info, connections: [1] });
  expect(member('{"name":"Anna Weiss","age":3}')).toBe('Anna Weiss');
  expect(member('{"role":"admin"}')).toBe('{"role":"admin"}');
  expect(member('{}')).toBe('');
  expect(member('null')).toBe('');
  expect(member('')).toBe('');
});
