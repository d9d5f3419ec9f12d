import { expect, test } from 'vitest';
import type { ChannelSummary } from '../../../src-main/contract/hub';
import { nearChannels } from './near-channels';
import { previewWords } from './preview-words';

function channel(name: string, subscribers: number): ChannelSummary {
  const counts = { members: null, messages: 0, messagesPerSecond: 0, refusals: 0, lastRefusalCode: null };
  return { app: '1', protocol: 'pusher', name, kind: 'public', subscribers, ...counts };
}

test('says who would receive a message', () => {
  expect(previewWords('orders', { matched: 2, excluded: 0 }, [], '').text).toBe('2 clients would receive this');
  expect(previewWords('orders', { matched: 2, excluded: 1 }, [], '1.2').text).toBe(
    '1 client would receive this, 1 excluded',
  );
  expect(previewWords('orders', { matched: 2, excluded: 0 }, [], '1.2')).toEqual({
    tone: 'warn',
    text: '2 clients would receive this; the socket to exclude is not among them',
  });
  expect(previewWords('orders', { matched: 1, excluded: 1 }, [], '1.2').tone).toBe('warn');
  expect(previewWords('orders', { matched: 0, excluded: 0 }, [], '').text).toBe('Nobody is on orders now');
});

test('names a channel that looks as if it was meant', () => {
  const channels = [
    channel('private-orders.7', 1),
    channel('Orders-7', 0),
    channel('invoices', 4),
    channel('orders.7', 2),
  ];
  const near = nearChannels('orders.7', '1', channels);
  expect(near.map(({ name }) => name)).toEqual(['private-orders.7']);
  expect(previewWords('orders.7', { matched: 0, excluded: 0 }, near, '')).toEqual({
    tone: 'warn',
    text: 'Nobody is on orders.7; one is on private-orders.7',
  });
});
