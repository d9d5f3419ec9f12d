import { expect, test } from 'vitest';
import { channelNameFault, toAbly, toPusher } from './channel-name';

// The table of Ably's documentation of its Pusher adapter, with Laravel's encrypted channels.
test.each([
  ['presence-foo', 'presence:foo'],
  ['private-foo', 'private:foo'],
  ['foo', 'public:foo'],
  ['foo;bar', 'public:foo:bar'],
  ['private-ablyroot-foo', 'foo'],
  ['private-ablyroot-foo;bar', 'foo:bar'],
  ['private-encrypted-user.1', 'private:encrypted-user.1'],
])('%s in Pusher is %s in Ably', (pusher, ably) => {
  expect([toAbly(pusher), toPusher(ably)]).toEqual([ably, pusher]);
});

test('a semicolon of Ably has no name in Pusher', () => {
  expect(toPusher('a;b')).toBe('');
});

test.each(['', '[meta]x', ':x', 'a\nb', 'x'.repeat(2_049)])('%j is no channel name', (name) => {
  expect(channelNameFault(name)).not.toBe('');
});
