import type { Accepts, State } from './state-machine';

/** States of a state machine, in the order they are made; the one behind the last is its end. */
export class StateBuilder {
  readonly states: State[] = [];

  get size(): number {
    return this.states.length;
  }

  character(accepts: Accepts): void {
    this.add(accepts);
  }

  text(text: string): void {
    for (const character of text.split('')) {
      this.add((one) => one === character);
    }
  }

  optional(build: () => void): void {
    const fork = this.add(null);
    build();
    fork.other = this.size;
  }

  /** Any number of times, none too. */
  repeated(build: () => void): void {
    const at = this.size;
    const fork = this.add(null);
    build();
    this.add(null).next = at;
    fork.other = this.size;
  }

  either(builds: readonly (() => void)[]): void {
    const ends = builds.map((build, at) => {
      const fork = at < builds.length - 1 ? this.add(null) : null;
      build();
      const end = this.add(null);
      if (fork !== null) {
        fork.other = this.size;
      }
      return end;
    });
    for (const end of ends) {
      end.next = this.size;
    }
  }

  private add(accepts: Accepts | null): State {
    const state = { accepts, next: this.size + 1, other: -1 };
    this.states.push(state);
    return state;
  }
}
