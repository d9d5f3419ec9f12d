import { expect, test } from 'vitest';
import type { EntryBody } from '../../../../src-main/contract/entry';
import type { ChannelReceipt, DeliveryState, Receipt } from '../../../../src-main/contract/receipt';
import { deliveryItems, nearMissWords, receiptText, receiptTotals } from './delivery-items';

function channelReceipt(
  channel: string,
  states: readonly DeliveryState[],
  more: Partial<ChannelReceipt> = {},
): ChannelReceipt {
  const count = (state: DeliveryState) => states.filter((one) => one === state).length;
  return {
    channel,
    matched: states.length,
    written: count('written'),
    buffered: count('buffered'),
    cut: count('cut'),
    excluded: count('excluded'),
    unknown: count('unknown'),
    recipients: states.map((state, index) => ({
      connection: index,
      socketId: `118.${index}`,
      user: '',
      agent: '',
      state,
    })),
    nearMisses: [],
    ...more,
  };
}

function receipt(channels: readonly ChannelReceipt[], more: Partial<Receipt> = {}): Receipt {
  return { publish: 5, channels, refused: null, excludedSocketId: '', excludedKnown: false, ...more };
}

const publish = {
  row: {
    kind: 'publish',
    action: 'none',
    atMs: new Date(2026, 0, 2, 14, 2, 11, 123).getTime(),
    app: '12345',
    client: '',
  },
  detail: { sdk: 'pusher-http-php 7.2.6' },
} as unknown as EntryBody;

test('every connection has a line below its channel, then comes where it was from', () => {
  const sent = receipt([channelReceipt('a', ['written', 'excluded']), channelReceipt('b', ['cut'])], {
    excludedSocketId: '118.1',
    excludedKnown: true,
  });
  expect(deliveryItems(sent, publish)).toMatchObject([
    { kind: 'heading', channel: 'a' },
    { kind: 'recipient', recipient: { socketId: '118.0' } },
    { kind: 'recipient', recipient: { socketId: '118.1' } },
    { kind: 'heading', channel: 'b' },
    { kind: 'recipient' },
    { kind: 'heading', text: 'Where it came from' },
    { kind: 'cause', text: '14:02:11.123, app 12345' },
    { kind: 'line', text: 'pusher-http-php 7.2.6' },
    { kind: 'line', text: 'Socket to exclude: 118.1', aside: 'sent by the app' },
  ]);
  expect(receiptTotals(sent)).toEqual({ matched: 3, written: 1, buffered: 0, cut: 1, excluded: 1, unknown: 0 });
});

test('nobody there: the near misses, then what to look at', () => {
  const nearMisses = [{ connection: 1, socketId: '118.22', channel: 'private-orders' }];
  const items = deliveryItems(receipt([channelReceipt('orders', [], { nearMisses })]), publish);
  expect(items.slice(0, 3)).toMatchObject([
    { kind: 'heading', text: 'Nobody on', channel: 'orders' },
    { kind: 'line', sign: 'warn', text: '118.22 is on private-orders: did you mean a private channel?' },
    { kind: 'words' },
  ]);
});

test('nobody on a private channel: whether its application signs it', () => {
  const words = (channel: string) => deliveryItems(receipt([channelReceipt(channel, [])]), undefined)[1];
  expect(words('private-orders')).toMatchObject({ text: expect.stringContaining('/broadcasting/auth') });
  expect(words('orders')).toMatchObject({ text: expect.not.stringContaining('/broadcasting/auth') });
});

test.each([
  ['presence-room', 'room', 'did you mean a presence channel?'],
  ['room', 'private-room', 'did you mean a public channel?'],
  ['private-Orders', 'private-orders', 'did you mean that one?'],
])('on %s instead of %s: %s', (channel, meant, words) => {
  expect(nearMissWords({ connection: 1, socketId: '1.1', channel }, meant)).toBe(`1.1 is on ${channel}: ${words}`);
});

test('an id that nobody has, and none at all, are told apart', () => {
  const asides = (more: Partial<Receipt>) =>
    deliveryItems(receipt([channelReceipt('a', ['written'])], more), publish).flatMap((item) =>
      item.kind === 'line' && item.text.startsWith('Socket') ? [item.aside] : [],
    );
  expect(asides({})).toEqual(['none sent']);
  expect(asides({ excludedSocketId: '9.9' })).toEqual(['id not connected']);
  expect(asides({ excludedSocketId: '9.9', excludedKnown: true })).toEqual(['connected, not subscribed']);
});

test('a refused publish reached nobody, and says why', () => {
  expect(deliveryItems(receipt([], { refused: 'Too large.' }), publish)).toMatchObject([
    { kind: 'line', sign: 'refused' },
    { kind: 'words', text: 'Too large.' },
    { kind: 'heading' },
    { kind: 'cause' },
    { kind: 'line' },
    { kind: 'line', aside: 'none sent' },
    { kind: 'words' },
  ]);
});

test('more than a receipt lists are counted', () => {
  const items = deliveryItems(receipt([channelReceipt('a', ['written'], { matched: 3_001 })]), publish);
  expect(items[2]).toMatchObject({ kind: 'words', text: expect.stringContaining('3,000 more are counted') });
});

test('as text', () => {
  expect(receiptText(receipt([channelReceipt('a', ['written', 'buffered'])]))).toBe(
    'a: 2 clients matched, 1 written, 0 excluded\n  118.0  written\n  118.1  still buffered',
  );
});

test('who got no update is told with the reason, though others got it', () => {
  const near = [
    { connection: 2, socketId: 'urn:2', channel: '/a', why: 'grant' },
    { connection: 3, socketId: 'urn:3', channel: '/b', why: 'topic' },
  ] as const;
  const lines = deliveryItems(receipt([channelReceipt('/a', [], { nearMisses: near })]), publish);
  expect(lines).toContainEqual({
    kind: 'line',
    sign: 'warn',
    text: 'urn:2 asked for /a: matched, token has no grant',
    aside: '',
  });
  expect(lines).toContainEqual({
    kind: 'line',
    sign: 'none',
    text: 'urn:3 asked for /b: topic does not match',
    aside: '',
  });
});
