import { describe, expect, test } from 'vitest';
import { ScrollSpace, safeHeight } from './scroll-space';

const rowPx = 24;
const viewportPx = 600;

function spaceOf(rows: number, first = 0): ScrollSpace {
  const space = new ScrollSpace(rowPx, viewportPx);
  space.reset(first, rows);
  return space;
}

/** What a browser does with a change of scrollTop. */
function scrollBy(space: ScrollSpace, px: number): void {
  space.scrolled(Math.min(space.maxScrollTop, Math.max(0, space.scrollTop + px)), true);
}

describe('as many rows as fit an element', () => {
  test('are scrolled as they are', () => {
    const space = spaceOf(1_000);
    expect(space.height).toBe(24_000);
    space.scrolled(1_234, false);
    expect([space.offset, space.shift, ...space.visible]).toEqual([1_234, 0, 51, 77]);
    space.scrolled(space.maxScrollTop, false);
    expect(space.visible).toEqual([975, 1_000]);
  });

  test('stay in place when older ones are found and oldest ones go', () => {
    const space = spaceOf(1_000, 500);
    space.moveTo(2_400);
    space.setRows(300, 1_200);
    expect([space.offset, space.scrollTop]).toEqual([2_400 + 200 * rowPx, 2_400 + 200 * rowPx]);
    space.setRows(550, 1_000);
    expect(space.offset).toBe(2_400 - 50 * rowPx);
    space.setRows(2_000, 10);
    expect([space.offset, space.scrollTop, ...space.visible]).toEqual([0, 0, 0, 10]);
  });
});

describe('a million rows', () => {
  const rows = 1_000_000;

  test('reach both ends, by the thumb and by position', () => {
    const space = spaceOf(rows);
    expect(space.height).toBe(safeHeight);
    space.scrolled(space.maxScrollTop, false);
    expect(space.visible[1]).toBe(rows);
    expect(space.distanceFromEnd).toBe(0);
    space.scrolled(0, false);
    expect(space.offset).toBe(0);
    space.moveToEnd();
    expect([space.offset, space.scrollTop]).toEqual([space.maxOffset, space.maxScrollTop]);
  });

  test('follow the thumb in proportion', () => {
    const space = spaceOf(rows);
    space.scrolled(space.maxScrollTop / 2, false);
    expect(space.offset).toBeCloseTo(space.maxOffset / 2, 3);
    space.settle();
    expect(space.scrollTop).toBeCloseTo(space.maxScrollTop / 2, 3);
  });

  test('follow a wheel pixel by pixel wherever they are', () => {
    const space = spaceOf(rows);
    space.scrolled(space.maxScrollTop / 3, false);
    const from = space.offset;
    for (let turn = 0; turn < 100; turn += 1) scrollBy(space, 120);
    expect(space.offset).toBeCloseTo(from + 12_000, 6);
    scrollBy(space, -5_000);
    expect(space.offset).toBeCloseTo(from + 7_000, 6);
    const before = space.offset;
    space.settle();
    expect(space.offset).toBe(before);
  });

  test('reach either end by the wheel alone, to the last pixel', () => {
    const space = spaceOf(rows);
    space.moveTo(30_000);
    space.settle();
    for (let turn = 0; turn < 1_000 && space.offset > 0; turn += 1) scrollBy(space, -100);
    expect([space.offset, space.scrollTop]).toEqual([0, 0]);
    space.moveTo(space.maxOffset - 30_000);
    space.settle();
    for (let turn = 0; turn < 1_000 && space.distanceFromEnd > 0; turn += 1) scrollBy(space, 100);
    expect([space.offset, space.scrollTop]).toEqual([space.maxOffset, space.maxScrollTop]);
  });

  test('go on under a wheel that never rests', () => {
    const space = spaceOf(rows);
    space.scrolled(space.maxScrollTop / 2, false);
    const from = space.offset;
    for (let turn = 0; turn < 20_000; turn += 1) scrollBy(space, -100);
    // Where the element came to its end, the rest of one notch is lost.
    expect(Math.abs(space.offset - (from - 2_000_000))).toBeLessThan(300);
  });

  test('stay in place while retention takes the oldest and new ones come', () => {
    const space = spaceOf(rows, 7);
    space.scrolled(space.maxScrollTop / 2, false);
    const [seen] = space.visible;
    const px = space.offset % rowPx;
    space.setRows(1_007, rows);
    expect(space.visible[0]).toBe(seen - 1_000);
    expect(space.offset % rowPx).toBeCloseTo(px, 3);
  });

  test('come from fewer without a jump', () => {
    const space = spaceOf(40_000);
    space.scrolled(480_000, false);
    space.setRows(0, 60_000);
    expect(space.offset).toBe(480_000);
    expect(space.scrollTop).toBeLessThan(space.maxScrollTop);
  });
});

describe('what is on the screen', () => {
  test('is brought into sight with the least movement', () => {
    const space = spaceOf(1_000);
    space.moveTo(2_400);
    space.reveal(110);
    expect(space.offset).toBe(2_400);
    space.reveal(125);
    expect(space.offset).toBe(126 * rowPx - viewportPx);
    space.reveal(3);
    expect(space.offset).toBe(72);
  });

  test('keeps its first row when rows or the viewport change their height', () => {
    const space = spaceOf(1_000);
    space.moveTo(2_400);
    space.resize(300, 28);
    expect(space.offset).toBe(2_800);
  });

  test('is nothing if there is nothing', () => {
    const space = spaceOf(0);
    expect([space.height, ...space.visible, space.distanceFromEnd]).toEqual([0, 0, 0, 0]);
    space.moveToEnd();
    expect(space.scrollTop).toBe(0);
  });
});
