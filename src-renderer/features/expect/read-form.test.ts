import { expect, test } from 'vitest';
import { readForm, splitWhere } from './read-form';

const form = { app: '', channel: ' orders ', event: 'OrderShipped', where: 'id=7', seconds: '2.5' };

test('a form as what is to be armed', () => {
  expect(readForm(form)).toEqual({
    input: { app: '', channel: 'orders', event: 'OrderShipped', where: ['id=7'], timeoutMs: 2_500 },
    fault: null,
  });
});

test.each([
  [{ channel: ' ' }, 'channel'],
  [{ event: '' }, 'event'],
  [{ where: '=7' }, 'where'],
  [{ seconds: 'soon' }, 'seconds'],
  [{ seconds: '0' }, 'seconds'],
  [{ seconds: '1e9' }, 'seconds'],
])('%j is at fault', (change, field) => {
  expect(readForm({ ...form, ...change })).toMatchObject({ input: null, fault: { field } });
});

test('conditions are told apart by white space, but for what quotes hold together', () => {
  expect(splitWhere('id=7  user.name="Anna B" tag')).toEqual(['id=7', 'user.name="Anna B"', 'tag']);
  expect(splitWhere('a="open end')).toEqual(['a="open end']);
  expect(splitWhere(' ')).toEqual([]);
});
