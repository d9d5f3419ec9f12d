export type Accepts = (character: string) => boolean;

/** One with `accepts` takes such a character and goes on to `next`; one without is `next` and `other` at once. */
export interface State {
  readonly accepts: Accepts | null;
  next: number;
  /** -1 for none. */
  other: number;
}

/** All states that a text may have come to. */
interface Place {
  readonly states: readonly number[];
  readonly isEnd: boolean;
  /** Where characters lead to, as far as it was asked. */
  readonly after: Map<string, Place>;
}

const nowhere: Place = { states: [], isEnd: false, after: new Map() };

/** States and characters remembered of one machine, before it begins anew: some hundred kilobytes. */
const mostRemembered = 16_384;

/**
 * Runs a text through states, in all of those at once that it may have come to. Where a character leads from there is
 * worked out once and remembered, so texts of a kind that was seen take a step a character, whatever the states. What is
 * not remembered takes the product of both lengths at most.
 */
export class StateMachine {
  private readonly places = new Map<string, Place>();
  private remembered = 0;
  /** Of the question being answered. */
  private steps = 0;

  /** The state behind the last one is the end. */
  constructor(private readonly all: readonly State[]) {}

  matches(text: string): boolean {
    return this.trace(text).matches;
  }

  /** As `matches`, with the number of characters and states that were looked at. */
  trace(text: string): { readonly matches: boolean; readonly steps: number } {
    this.steps = 0;
    let place = this.place('', [0]);
    for (let at = 0; at < text.length && place !== nowhere; at += 1) {
      this.steps += 1;
      const character = text[at] as string;
      place = place.after.get(character) ?? this.follow(place, character);
    }
    return { matches: place.isEnd, steps: this.steps };
  }

  private follow(from: Place, character: string): Place {
    const reached: number[] = [];
    for (const at of from.states) {
      this.steps += 1;
      const state = this.all[at];
      if (state?.accepts?.(character) === true) {
        reached.push(state.next);
      }
    }
    // Not remembered: of the characters that lead nowhere there are too many.
    if (reached.length === 0) {
      return nowhere;
    }
    const to = this.place(reached.join(), reached);
    this.remembered += 1;
    from.after.set(character, to);
    return to;
  }

  /** `first`: where a character leads to; `key` is said of those alone. */
  private place(key: string, first: readonly number[]): Place {
    const known = this.places.get(key);
    if (known !== undefined) {
      return known;
    }
    const states = this.closure(first);
    const place = { states, isEnd: states.includes(this.all.length), after: new Map() };
    if (this.remembered > mostRemembered) {
      this.remembered = 0;
      this.places.clear();
    }
    this.remembered += states.length + first.length;
    this.places.set(key, place);
    return place;
  }

  /** Those and all that they are at once, without those that only lead to others. */
  private closure(first: readonly number[]): readonly number[] {
    const seen = new Set<number>();
    const waiting = [...first];
    const found: number[] = [];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      if (at < 0 || seen.has(at)) {
        continue;
      }
      seen.add(at);
      this.steps += 1;
      const state = this.all[at];
      if (state === undefined || state.accepts !== null) {
        found.push(at);
      } else {
        waiting.push(state.other, state.next);
      }
    }
    return found;
  }
}
