import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { benches } from '../benches';
import { readFloors } from './floors';
import { costAtMost, rateOf, times, withinMs } from './goal';
import { alarm, failed, judge } from './judge';

test('the ratio is the median of the ratios of the rounds, and more of it is better', () => {
  const rounds = [
    { fast: { value: 400, peer: 100 } },
    { fast: { value: 40, peer: 10 } },
    { fast: { value: 100, peer: 100 } },
  ];
  expect(judge('fast', times(4, 'x/s'), 3.4, rounds)).toEqual({
    bench: 'fast',
    value: 100,
    unit: 'x/s',
    peer: 100,
    ratio: 4,
    goal: 4,
    floor: 3.4,
    rounds: 3,
    ok: true,
  });
  expect(judge('fast', times(4, 'x/s'), 4.1, rounds).ok).toBe(false);
});

test('a figure that a round lacks is not well, and neither is one that could not be measured', () => {
  const goal = rateOf(100, 'x/s');
  expect(judge('rate', goal, 0.85, [{ rate: { value: 100, peer: 1 } }, {}])).toMatchObject({ rounds: 1, ok: false });
  expect(judge('rate', goal, 0.85, [{ rate: { value: Number.NaN, peer: 1 } }]).ok).toBe(false);
  expect(failed('rate', goal, 0.85)).toMatchObject({ value: null, ratio: null, rounds: 0, ok: false });
});

test('upper bounds are turned round: half the time is twice the ratio, and a part of a bound is a wider one', () => {
  expect(withinMs(10).ratio(20, 1)).toBe(0.5);
  expect(withinMs(10).least(0.85)).toBe(0.85);
  expect(costAtMost(0.1, 'x/s').ratio(90, 100)).toBe(0.9);
  expect(costAtMost(0.1, 'x/s').least(1)).toBeCloseTo(0.9);
  expect(costAtMost(0.1, 'x/s').least(0.5)).toBeCloseTo(0.8);
});

/** Floors that a decision record lowered. */
const lowered: Readonly<Record<string, string>> = {
  'capture-cost-http-1000': '0007-what-capture-costs.md',
  'capture-cost-http-1': '0007-what-capture-costs.md',
  'capture-cost-client-1': '0007-what-capture-costs.md',
  start: '0011-what-a-start-costs.md',
};

test('each figure has a floor at 85 % of its goal, or one that a decision record gives and names', () => {
  const goals = Object.assign({}, ...benches.map((bench) => bench.goals)) as (typeof benches)[number]['goals'];
  const floors = readFloors();
  expect(Object.keys(floors).sort()).toEqual(Object.keys(goals).sort());
  for (const [name, goal] of Object.entries(goals)) {
    const record = lowered[name];
    if (record === undefined) {
      expect.soft(floors[name], name).toBe(Number(goal.least(0.85).toPrecision(4)));
    } else {
      expect.soft(floors[name], name).toBeLessThan(goal.least(0.85));
      expect.soft(readFileSync(`docs/decisions/${record}`, 'utf8')).toContain(`\`${name}\` ${floors[name]}`);
    }
  }
});

test('the guard alarms at 60 % of a goal, and of a lowered floor as much lower', () => {
  const goal = rateOf(100, 'x/s');
  expect(alarm(times(2, 'x/s'), 1.7)).toBeCloseTo(1.2);
  expect(alarm(times(2, 'x/s'), 0.85)).toBeCloseTo(0.6);
  expect(alarm(goal, goal.least(0.85))).toBeCloseTo(0.4);
  // A machine at half its pace: a rate of its own can be no better, one beside a peer is.
  expect(alarm(goal, goal.least(0.85), 0.5)).toBeCloseTo(0.2);
  expect(alarm(times(2, 'x/s'), 1.7, 0.5)).toBeCloseTo(1.2);
});
