import { describe, expect, test } from 'vitest';
import { channelNameFault, parseChannelName } from './channel-name';

describe('kinds', () => {
  test.each([
    ['private-encrypted-cache-a', 'private', true, true, 'a'],
    ['private-encrypted-a', 'private', true, false, 'a'],
    ['private-cache-a', 'private', false, true, 'a'],
    ['presence-cache-a', 'presence', false, true, 'a'],
    ['private-a', 'private', false, false, 'a'],
    ['presence-a', 'presence', false, false, 'a'],
    ['cache-a', 'public', false, true, 'a'],
    ['a', 'public', false, false, 'a'],
    ['privateer', 'public', false, false, 'privateer'],
    ['cachexyz', 'public', false, false, 'cachexyz'],
    ['my-private-a', 'public', false, false, 'my-private-a'],
  ])('%s', (name, kind, isEncrypted, isCache, rest) => {
    const isPlain = !isEncrypted && !isCache;
    const expected = { name, kind, isEncrypted, isCache, isServerToUser: false, isPlain, rest };
    expect(parseChannelName(name)).toEqual(expected);
  });

  test('#server-to-user-ID is private to a user', () => {
    expect(parseChannelName('#server-to-user-a b')).toMatchObject({
      kind: 'private',
      isServerToUser: true,
      isPlain: false,
      rest: 'a b',
    });
  });
});

describe('names', () => {
  test.each(['a', 'A-z_0=9@x,y.z;w', 'private-App.Models.User.1', 'a'.repeat(200)])('%s is fine', (name) => {
    expect(channelNameFault(name, 200)).toBeNull();
  });

  test.each(['', 'a b', 'a/b', 'a:b', 'é', 'a\n', 'a'.repeat(201)])('%j is not', (name) => {
    expect(channelNameFault(name, 200)).not.toBeNull();
  });

  test('of those with # only #server-to-user-ID is, whatever the id', () => {
    expect(channelNameFault('#server-to-user-1', 200)).toBeNull();
    expect(channelNameFault('#server-to-user-anna müller', 200)).toBeNull();
    expect(channelNameFault('#server-to-user-', 200)).not.toBeNull();
    expect(channelNameFault('#anything', 200)).not.toBeNull();
  });
});
