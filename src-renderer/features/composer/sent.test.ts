import { expect, test } from 'vitest';
import type { SendResult } from '../../../src-main/contract/hub';
import { receiptWords } from './sent';

const words = (result: SendResult, bytes = 34) =>
  receiptWords({ id: 1, atMs: 0, channel: 'orders', event: 'OrderShipped', bytes, result }, 10_240);

test('a receipt in a few words', () => {
  expect(words({ ok: true, publish: 7, matched: 3, excluded: 1 })).toEqual({ tone: 'ok', text: '2 of 3, 1 excluded' });
  expect(words({ ok: true, publish: 7, matched: 3, excluded: 0 })).toEqual({ tone: 'ok', text: '3 of 3' });
  expect(words({ ok: true, publish: 7, matched: 0, excluded: 0 })).toEqual({ tone: 'warn', text: '0 matched' });
  expect(words({ ok: true, publish: 7, matched: 1, excluded: 1 }).tone).toBe('warn');
});

test('a refusal names the size where that is the reason', () => {
  const problem = { code: 'bad-input', message: 'Too large', hint: '' } as const;
  expect(words({ ok: false, problem }, 10_412)).toEqual({ tone: 'refused', text: 'Refused, 10,412 B' });
  expect(words({ ok: false, problem }).text).toBe('Refused');
});
