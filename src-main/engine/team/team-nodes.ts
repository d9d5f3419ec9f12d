import type { Clock, Timer } from '../clock';
import type { Fact, TeamLink, TeamPart } from '../hub/team';
import { readTeamMessage, type TeamMessage, writeTeamMessage } from './team-message';

/** A node that said nothing for this long is lost; each says something at least once in `beatMs`. */
const lostMs = 6_000;
const beatMs = 2_000;
/** Facts in one message. */
const factsPerMessage = 200;

export interface TeamNodesParts {
  readonly clock: Clock;
  /** Name of this node, which no other has. */
  readonly id: string;
  /** Says it to all nodes, this one too. */
  send(text: string): void;
  /** The number of nodes changed. */
  changed(): void;
}

/**
 * Who is in the team. Each node tells what is so with itself, and believes what the others told until they leave or fall
 * silent. Whoever meets a node it did not know tells it everything and asks for the same, so that it does not matter who was
 * there first, and who was away.
 */
export class TeamNodes {
  private readonly parts = new Map<string, TeamPart>();
  /** Other nodes, with the time each was last heard. */
  private readonly others = new Map<string, number>();
  private pending: [string, Fact][] = [];
  private readonly beat: Timer;
  private isIn = false;

  constructor(private readonly own: TeamNodesParts) {
    this.beat = own.clock.setInterval(() => this.beatOnce(), beatMs);
  }

  get size(): number {
    return this.others.size;
  }

  enter(protocol: string, part: TeamPart): TeamLink {
    this.parts.set(protocol, part);
    const nodes = this;
    return {
      get others() {
        return nodes.others.size;
      },
      tell: (fact) => this.tell(protocol, fact),
      ask: () => this.say({ ask: true }),
    };
  }

  /** The way to the others is there, for the first time or again. */
  joined(): void {
    this.isIn = true;
    this.say({ hello: true });
  }

  /** The way to the others is lost: this node stands alone. */
  parted(): void {
    this.isIn = false;
    this.pending = [];
    for (const node of [...this.others.keys()]) {
      this.lose(node);
    }
  }

  /** False if the text is no message of a team. */
  heard(text: string): boolean {
    const message = readTeamMessage(text);
    if (message === null) {
      return false;
    }
    const { from, to } = message;
    if (this.isIn && from !== this.own.id && (to === undefined || to === this.own.id)) {
      this.take(message);
    }
    return true;
  }

  close(): void {
    this.beat.cancel();
    this.flush();
    this.say({ bye: true });
    this.isIn = false;
  }

  private take(message: TeamMessage): void {
    const { from, hello, ask, bye, facts = [] } = message;
    if (bye === true) {
      this.lose(from);
      return;
    }
    // It was away and forgot what it was told; what it says now is all there is.
    if (hello === true && this.others.has(from)) {
      this.lose(from);
    }
    const isNew = !this.others.has(from);
    this.others.set(from, this.own.clock.nowMs());
    if (isNew) {
      this.own.changed();
    }
    for (const [protocol, fact] of facts) {
      this.parts.get(protocol)?.heard(from, fact);
    }
    if (isNew || ask === true) {
      this.tellAll(from, isNew && ask !== true);
    }
  }

  private tell(protocol: string, fact: Fact): void {
    // Who comes later is told how things stand then.
    if (!this.isIn || this.others.size === 0) {
      return;
    }
    if (this.pending.length === 0) {
      setImmediate(() => this.flush());
    }
    this.pending.push([protocol, fact]);
  }

  /** What was told in one turn goes out in few messages. */
  private flush(): void {
    const facts = this.pending;
    this.pending = [];
    this.sayFacts(facts, {});
  }

  private tellAll(to: string, ask: boolean): void {
    // What waits is of before, and is part of what is told now: to this node it may come twice, which changes nothing.
    this.flush();
    const facts: [string, Fact][] = [];
    for (const [protocol, part] of this.parts) {
      for (const fact of part.facts()) {
        facts.push([protocol, fact]);
      }
    }
    this.say({ to, ...(ask ? { ask } : {}) });
    this.sayFacts(facts, { to });
  }

  private sayFacts(facts: readonly [string, Fact][], head: { readonly to?: string }): void {
    for (let at = 0; at < facts.length; at += factsPerMessage) {
      const some = facts.slice(at, at + factsPerMessage).map(([protocol, fact]): [string, unknown[]] => {
        return [protocol, [...fact]];
      });
      this.say({ ...head, facts: some });
    }
  }

  private say(message: Omit<TeamMessage, 'v' | 'from'>): void {
    if (this.isIn) {
      this.own.send(writeTeamMessage({ from: this.own.id, ...message }));
    }
  }

  private beatOnce(): void {
    if (this.isIn) this.say({});
    // Who may not speak finds out in this way that it may again; others know as much as before.
    else this.own.send(writeTeamMessage({ from: this.own.id, bye: true }));
    const nowMs = this.own.clock.nowMs();
    for (const [node, heardMs] of [...this.others]) {
      if (nowMs - heardMs > lostMs) {
        this.lose(node);
      }
    }
  }

  private lose(node: string): void {
    if (!this.others.delete(node)) {
      return;
    }
    // The outside (webhooks) hears of a lost node once: from the first of those that are left.
    const isOurs = this.isIn && [...this.others.keys()].every((other) => this.own.id < other);
    for (const part of this.parts.values()) {
      part.lost(node, isOurs);
    }
    this.own.changed();
  }
}
