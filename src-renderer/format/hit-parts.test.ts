import { expect, test } from 'vitest';
import { hitParts } from './hit-parts';

const marked = (text: string, ...words: string[]) =>
  hitParts(text, words)
    .map(({ text, isHit }) => (isHit ? `[${text}]` : text))
    .join('');

test('marks every place of every word, in whatever case', () => {
  expect(marked('OrderShipped id 7, order 8', 'order')).toBe('[Order]Shipped id 7, [order] 8');
  expect(marked('实时订单', '时订')).toBe('实[时订]单');
  expect(marked('shipment', 'ship', 'shipment')).toBe('[shipment]');
  expect(marked('aaa', 'aa')).toBe('[aa]a');
  expect(marked('nothing', 'else', '')).toBe('nothing');
  expect(marked('', 'x')).toBe('');
});

test('leaves a text alone whose lower case is longer', () => {
  expect(marked('İstanbul', 'stan')).toBe('İstanbul');
});
