/**
 * What a figure has to reach, as a ratio of which more is better, whatever the figure itself is.
 * `part` is how much of the goal has to be reached: 1 for the goal, 0.85 for the floor, 0.6 for the guard's alarm. An
 * upper bound is divided by it, everything else multiplied.
 */
export interface Goal {
  readonly unit: string;
  /** Whether it is a time or a rate of its own, and no peer beside it says how fast the machine is. */
  readonly isAbsolute?: true;
  ratio(value: number, peer: number): number;
  least(part: number): number;
}

/** At least `times` as much as the peer: value ÷ peer. */
export function times(times: number, unit: string): Goal {
  return { unit, ratio: (value, peer) => value / peer, least: (part) => times * part };
}

/** At most `cost` (0.1 is a tenth) less than the peer: value ÷ peer, goal 1 − cost, and of the cost is the part taken. */
export function costAtMost(cost: number, unit: string): Goal {
  return { unit, ratio: (value, peer) => value / peer, least: (part) => 1 - cost / part };
}

/** At most `times` as much as the peer: peer ÷ value. */
export function atMostTimes(times: number, unit: string): Goal {
  return { unit, ratio: (value, peer) => peer / value, least: (part) => part / times };
}

/** At least `rate`, whatever the peer makes: value ÷ rate. */
export function rateOf(rate: number, unit: string): Goal {
  return { unit, isAbsolute: true, ratio: (value) => value / rate, least: (part) => part };
}

/** At most `ms`, whatever the peer takes: ms ÷ value. */
export function withinMs(ms: number): Goal {
  return { unit: 'ms', isAbsolute: true, ratio: (value) => ms / value, least: (part) => part };
}
