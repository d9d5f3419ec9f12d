import { expect, test } from 'vitest';
import { columnStyle, parseLook } from './table-look';

const look = (stored: unknown) => parseLook(stored).look;

test('what is stored is taken as far as it makes sense', () => {
  expect(
    look({ timeline: { density: 'cosy', hidden: ['size', 'x'], widths: { channel: 200, event: 9, kind: 'x' } } }),
  ).toEqual({ density: 'cosy', hidden: ['size'], widths: { channel: 200 } });
  const usual = { density: 'compact', hidden: [], widths: {} };
  for (const stored of [null, 7, [], {}, { timeline: null }, { timeline: { hidden: 7, widths: [] } }]) {
    expect(look(stored)).toEqual(usual);
  }
  expect(look({ timeline: { widths: { time: -5, channel: 1e9, kind: Number.NaN } } }).widths).toEqual({
    time: 40,
    channel: 480,
  });
});

test('what others keep beside it stays', () => {
  expect(parseLook({ clients: { a: 1 } }).rest).toEqual({ clients: { a: 1 } });
});

test('a hidden column has no width, whatever was chosen', () => {
  expect(columnStyle({ density: 'compact', hidden: ['size'], widths: { size: 80, channel: 200 } })).toEqual({
    '--w-size': '0px',
    '--w-channel': '200px',
  });
});
