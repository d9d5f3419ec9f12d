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
    expect(parseChannelName(name)).toEqual({ name, kind, isEncrypted, isCache, rest });
  });
});

describe('names', () => {
  test.each(['a', 'A-z_0=9@x,y.z;w', 'private-App.Models.User.1', 'a'.repeat(200)])('%s is fine', (name) => {
    expect(channelNameFault(name, 'client')).toBeNull();
  });

  test.each(['', 'a b', 'a/b', 'a:b', 'é', 'a\n', 'a'.repeat(201)])('%j is not', (name) => {
    expect(channelNameFault(name, 'client')).not.toBeNull();
    expect(channelNameFault(name, 'server')).not.toBeNull();
  });

  test('#server-to-user-ID is for servers', () => {
    expect(channelNameFault('#server-to-user-1', 'server')).toBeNull();
    expect(channelNameFault('#server-to-user-1', 'client')).not.toBeNull();
    expect(channelNameFault('#anything', 'server')).not.toBeNull();
  });
});
