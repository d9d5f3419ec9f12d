import { expect, test } from 'vitest';
import { columnStyle, isUsual, moved, parseLook, places } from './table-look';

const look = (stored: unknown) => parseLook(stored).look;

test('what is stored is taken as far as it makes sense', () => {
  expect(
    look({
      timeline: { density: 'cosy', wraps: true, hidden: ['size', 'x'], widths: { channel: 200, event: 9, kind: 'x' } },
    }),
  ).toMatchObject({ density: 'cosy', wraps: true, hidden: ['size'], widths: { channel: 200 } });
  const loads = { isOn: false, keeps: true, page: null };
  const usual = { density: 'compact', wraps: false, hidden: [], widths: {}, order: places, newestFirst: false, loads };
  for (const stored of [null, 7, [], {}, { timeline: null }, { timeline: { hidden: 7, widths: [] } }]) {
    expect(look(stored)).toEqual(usual);
  }
  expect(look({ timeline: { widths: { time: -5, channel: 1e9, kind: Number.NaN } } }).widths).toEqual({
    time: 40,
    channel: 480,
  });
});

test('the order and the page loads are taken as far as they make sense', () => {
  const page = { app: 'a', origin: 'http://shop.test', userAgent: 'Firefox', address: '::1' };
  const stored = { newestFirst: true, loads: { isOn: true, keeps: false, page } };
  expect(look({ timeline: stored })).toMatchObject(stored);
  expect(look({ timeline: { newestFirst: 1, loads: { isOn: 1, page: { app: 'a' } } } })).toMatchObject({
    newestFirst: false,
    loads: { isOn: false, keeps: true, page: null },
  });
});

test('what others keep beside it stays', () => {
  expect(parseLook({ clients: { a: 1 } }).rest).toEqual({ clients: { a: 1 } });
});

test('a hidden column has no width, whatever was chosen', () => {
  expect(columnStyle({ hidden: ['size'], widths: { size: 80, channel: 200 }, order: places })).toEqual({
    '--w-size': '0px',
    '--w-channel': '200px',
  });
});

test('columns are put in another order, and what is stored of it is taken as far as it makes sense', () => {
  const order = moved(places, 'channel', 'time');
  expect(order).toEqual(['channel', 'time', 'delta', 'kind', 'source', 'event', 'size']);
  expect(moved(order, 'channel', 'event')).toEqual(['time', 'delta', 'kind', 'source', 'event', 'channel', 'size']);
  expect(isUsual(moved(order, 'channel', 'source'))).toBe(true);
  expect(look({ timeline: { order } }).order).toEqual(order);
  // A column of a later version stands where it usually does, whatever else was moved.
  expect(look({ timeline: { order: ['size', 'x', 'time', 'size', 'kind', 'channel', 'event'] } }).order).toEqual([
    'size',
    'time',
    'delta',
    'kind',
    'source',
    'channel',
    'event',
  ]);
  expect(columnStyle({ hidden: [], widths: {}, order })['--cols']).toMatch(
    /^var\(--t-channel,\) var\(--t-time,\) .*var\(--t-flags\)$/,
  );
});
