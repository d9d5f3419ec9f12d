import { expect, test } from 'vitest';
import { twiceWords } from './twice';

const twin = (seq: number, atMs: number) => ({ seq, atMs });

test('says whether the server sent it twice, or the page must be listening twice', () => {
  const publish = { kind: 'publish' } as const;
  expect(twiceWords([twin(1, 100), twin(3, 141)], publish, 3)).toEqual({
    isDouble: true,
    text: '2 publishes 41 ms apart, same body',
    hint: 'The server fired more than once.',
  });
  expect(twiceWords([twin(1, 100)], publish, 3)).toEqual({
    isDouble: false,
    text: '1 publish, 1 delivery a socket',
    hint: 'A page that hears it twice has two listeners.',
  });
  expect(twiceWords([twin(1, 0), twin(2, 1_200), twin(3, 1_900)], { kind: 'client' }, 2)?.text).toBe(
    '3 client events 1.9 s apart, same body',
  );
});

test('says nothing of what nobody got, of what is gone, and before it is known', () => {
  expect(twiceWords([twin(1, 100)], { kind: 'publish' }, 0)).toBe(null);
  expect(twiceWords([], { kind: 'publish' }, 3)).toBe(null);
  expect(twiceWords(null, { kind: 'publish' }, 3)).toBe(null);
});
