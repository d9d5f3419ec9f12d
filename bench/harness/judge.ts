import type { Measured, Round } from './bench';
import type { Goal } from './goal';
import { median } from './statistics';

/** One line of the output. `ratio`, `goal` and `floor` are such that more is better. */
export interface Line {
  readonly bench: string;
  readonly value: number | null;
  readonly unit: string;
  readonly peer: number | null;
  readonly ratio: number | null;
  readonly goal: number;
  readonly floor: number;
  readonly rounds: number;
  readonly ok: boolean;
}

/** Below this part of its goal a figure alarms the guard. */
export const guardPart = 0.6;
/** The same where no peer shows how slow the machine is: the windowing system's share of it is in no figure of ours. */
const absolutePart = 0.4;
const floorPart = 0.85;

/**
 * Where the guard alarms: at its part of the goal, or as much below a floor that a decision record lowered. `pace` is how fast
 * the machine is, and counts where no peer shows it.
 */
export function alarm(goal: Goal, floor: number, pace = 1): number {
  const part = goal.isAbsolute === true ? absolutePart * pace : guardPart;
  const isLowered = floor < goal.least(floorPart) * 0.999;
  return isLowered ? (floor * part) / floorPart : goal.least(part);
}

/**
 * Medians over rounds. The ratio is the median of the rounds' own ratios: what slows a whole round down slows both of
 * its sides, and so it need not be value ÷ peer to the last digit.
 */
export function judge(name: string, goal: Goal, floor: number, rounds: readonly Round[]): Line {
  const measured = rounds.flatMap((round) => round[name] ?? []);
  const ratio = median(measured.map(({ value, peer }) => goal.ratio(value, peer)));
  return {
    bench: name,
    value: rounded(median(measured.map(({ value }) => value))),
    unit: goal.unit,
    peer: rounded(median(measured.map(({ peer }) => peer))),
    ratio: rounded(ratio),
    goal: rounded(goal.least(1)),
    floor: rounded(floor),
    rounds: measured.length,
    // A missing figure is NaN, and that is not at least anything.
    ok: measured.length === rounds.length && ratio >= floor,
  };
}

/** The line of a figure that could not be measured. */
export function failed(name: string, goal: Goal, floor: number): Line {
  const [value, peer, ratio] = [null, null, null];
  const { unit } = goal;
  return { bench: name, value, unit, peer, ratio, goal: rounded(goal.least(1)), floor, rounds: 0, ok: false };
}

/** What the rounds found, for a person who watches. */
export function describe(name: string, goal: Goal, { value, peer }: Measured): string {
  return `${name}: ${shown(value)} ${goal.unit}, beside ${shown(peer)}, ratio ${goal.ratio(value, peer).toFixed(3)}`;
}

function shown(value: number): string {
  return Math.abs(value) < 1_000 ? value.toFixed(2) : Math.round(value).toLocaleString('en');
}

/** Four digits are more than any of this is worth. */
function rounded(value: number): number {
  return Number(value.toPrecision(4));
}
