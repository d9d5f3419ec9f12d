import { expect, test } from 'vitest';
import { ManualClock } from '../hub/clocks.test-support';
import { SignalGate } from './signal-gate';

test('lets only the newest of a kind through, at a bounded rate', () => {
  const clock = new ManualClock();
  const sent: unknown[] = [];
  const gate = new SignalGate(clock, (_, value) => sent.push(value));
  for (let revision = 1; revision <= 100; revision += 1) {
    gate.offer('hub.changed', { revision });
    clock.advance(10);
  }
  clock.advance(100);
  expect(sent.length).toBeGreaterThan(10);
  expect(sent.length).toBeLessThanOrEqual(16);
  expect(sent[sent.length - 1]).toEqual({ revision: 100 });
});

test('is silent while nobody looks, and then says once where things stand', () => {
  const clock = new ManualClock();
  const sent: unknown[] = [];
  const gate = new SignalGate(clock, (_, value) => sent.push(value));
  gate.offer('hub.changed', { revision: 1 });
  gate.hold(true);
  for (let revision = 2; revision <= 50; revision += 1) {
    gate.offer('hub.changed', { revision });
    clock.advance(100);
  }
  expect(sent).toEqual([]);
  gate.hold(false);
  clock.advance(0);
  expect(sent).toEqual([{ revision: 50 }]);
  gate.hold(true);
  gate.hold(false);
  clock.advance(1_000);
  expect(sent).toHaveLength(1);
});
