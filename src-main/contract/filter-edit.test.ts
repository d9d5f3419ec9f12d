import { describe, expect, test } from 'vitest';
import {
  channelsOfFilter,
  clientsOfFilter,
  kindsOfFilter,
  namesKind,
  withChannelToggled,
  withHidden,
  withOnly,
  withOnlyChannel,
  withOnlyClient,
  withOnlyKinds,
  withSpan,
} from './filter-edit';
import { parseFilter } from './filter-text';

describe('a channel of a filter', () => {
  test('replaces those that were shown, and keeps what was typed besides', () => {
    expect(withOnlyChannel('', 'orders')).toBe('channel:orders');
    expect(withOnlyChannel('since:5m  channel:a shipped channel:b* -channel:c', 'orders')).toBe(
      'since:5m shipped -channel:c channel:orders',
    );
  });

  test('that is the only one already is let go', () => {
    expect(withOnlyChannel('channel:orders shipped', 'orders')).toBe('shipped');
    expect(withOnlyChannel('channel:orders channel:a', 'orders')).toBe('channel:orders');
  });

  test('is added and taken away', () => {
    const both = withChannelToggled('channel:a shipped', 'b');
    expect(both).toBe('channel:a shipped channel:b');
    expect(channelsOfFilter(both)).toEqual(['a', 'b']);
    expect(withChannelToggled(both, 'a')).toBe('shipped channel:b');
  });

  test('with white space or quotes in its name still means that channel', () => {
    for (const name of ['two words', 'a "b" \\c']) {
      const text = withOnlyChannel('', name);
      expect(parseFilter(text).filter.terms).toMatchObject([{ field: 'channel', pattern: name }]);
      expect(channelsOfFilter(text)).toEqual([name]);
      expect(withOnlyChannel(text, name)).toBe('');
    }
  });

  test('is not confused with one that is left out', () => {
    expect(channelsOfFilter('-channel:a')).toEqual([]);
    expect(withChannelToggled('-channel:a', 'a')).toBe('-channel:a channel:a');
  });
});

describe('kinds of a filter', () => {
  test('are read, replaced and let go', () => {
    expect(kindsOfFilter('kind:Publish,join x kind:in -kind:ping')).toEqual(['publish', 'join', 'client']);
    expect(withOnlyKinds('x kind:publish -kind:ping', ['refused'])).toBe('x -kind:ping kind:refused');
    expect(withOnlyKinds('x kind:publish -kind:ping', [])).toBe('x -kind:ping');
    expect(withOnlyKinds('', ['publish', 'client'])).toBe('kind:publish,client');
  });

  test('that were left out come back when they are asked for', () => {
    expect(withOnlyKinds('-kind:ping x', ['ping'])).toBe('x kind:ping');
  });

  test('know whether the text speaks of one', () => {
    expect(namesKind('kind:auth', 'ping')).toBe(false);
    expect(namesKind('kind:auth,heartbeat', 'ping')).toBe(true);
    expect(namesKind('-kind:ping', 'ping')).toBe(true);
    expect(namesKind('ping kind:nonsense', 'ping')).toBe(false);
  });
});

test('a client replaces the one that was shown, and is let go if it is the only one already', () => {
  expect(withOnlyClient('client:1.2 shipped', '118.22')).toBe('shipped client:118.22');
  expect(withOnlyClient('shipped client:118.22', '118.22')).toBe('shipped');
  expect(clientsOfFilter('client:118.22 -client:42 channel:a')).toEqual(['118.22']);
});

describe('a menu', () => {
  test('narrows to one value, whatever was shown before, and lets it back in', () => {
    expect(withOnly('', 'event', 'App\\Events\\Said')).toBe('event:App\\Events\\Said');
    expect(withOnly('since:5m event:a -event:B -event:c', 'event', 'b')).toBe('since:5m -event:c event:b');
    expect(withOnly('kind:deliver -kind:publish,ping', 'kind', 'publish')).toBe('kind:publish');
    // Chosen twice it stays: the menu says what will be, not what changes.
    expect(withOnly('channel:orders', 'channel', 'orders')).toBe('channel:orders');
  });

  test('leaves one value out, also the one that was shown', () => {
    expect(withHidden('channel:orders since:5m', 'channel', 'Orders')).toBe('since:5m -channel:Orders');
    expect(withHidden('-channel:stock', 'channel', 'stock')).toBe('-channel:stock');
    expect(withHidden('', 'client', 'user 7')).toBe('-client:"user 7"');
  });
});

test('a span replaces every time that was asked for, and is one the engine reads', () => {
  const text = withSpan('since:5m shipped -since:14:02', '2026-11-23T13:57:06+01:00', '2026-11-23T13:58:37+01:00');
  expect(text).toBe('shipped since:2026-11-23T13:57:06+01:00 -since:2026-11-23T13:58:37+01:00');
  const { filter, problems } = parseFilter(text);
  expect(problems).toEqual([]);
  expect(filter.terms.slice(1)).toMatchObject([
    { kind: 'date', atMs: Date.UTC(2026, 10, 23, 12, 57, 6), isNegated: false },
    { kind: 'date', atMs: Date.UTC(2026, 10, 23, 12, 58, 37), isNegated: true },
  ]);
});
