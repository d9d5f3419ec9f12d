import type { Problem } from '../../contract/problem';
import type { TeamState } from '../../contract/team';
import { recordMissed } from '../capture/record-missed';
import type { Recorder } from '../capture/recorder';
import type { Clock } from '../clock';
import type { Team, TeamPart } from '../hub/team';
import type { RedisAddress } from '../sources/redis-address';
import { RedisWire } from './redis-wire';
import { TeamNodes } from './team-nodes';

export interface TeamParts {
  readonly clock: Clock;
  readonly random: () => number;
  /** Name of this node, which no other has. */
  readonly id: string;
  readonly recorder: Recorder;
  /** Nodes or problems came or went. */
  changed(): void;
}

/** The team that all hubs on one channel of a Redis are. */
export class RedisTeam implements Team {
  private readonly nodes: TeamNodes;
  private readonly wire: RedisWire;
  private wasUp = false;
  private isStrange = false;

  constructor(
    private readonly address: RedisAddress,
    private readonly parts: TeamParts,
  ) {
    const { clock, random, id, recorder } = parts;
    this.nodes = new TeamNodes({
      clock,
      id,
      send: (text) => this.wire.send(text),
      changed: () => parts.changed(),
    });
    this.wire = new RedisWire(address, {
      clock,
      random,
      heard: (text) => this.heard(text),
      changed: () => this.wireChanged(),
      missed: (reason, fromMs, toMs) => recordMissed(recorder, reason, fromMs, toMs),
    });
  }

  get state(): TeamState {
    return { source: this.address.shown, isUp: this.wire.isUp, others: this.nodes.size };
  }

  get problems(): readonly Problem[] {
    const { problem } = this.wire;
    const alone = problem === null ? [] : [{ ...problem, hint: `${problem.hint} ${standsAlone}` }];
    return this.isStrange ? [...alone, this.strangeProblem()] : alone;
  }

  enter(protocol: string, part: TeamPart) {
    return this.nodes.enter(protocol, part);
  }

  async close(): Promise<void> {
    this.nodes.close();
    await this.wire.close();
  }

  private wireChanged(): void {
    const { isUp } = this.wire;
    if (isUp !== this.wasUp) {
      this.wasUp = isUp;
      if (isUp) {
        this.nodes.joined();
      } else {
        this.nodes.parted();
      }
    }
    this.parts.changed();
  }

  private heard(text: string): void {
    if (!this.nodes.heard(text) && !this.isStrange) {
      this.isStrange = true;
      this.parts.changed();
    }
  }

  private strangeProblem(): Problem {
    const { shown, name } = this.address;
    return {
      code: 'bad-input',
      message: `Channel ${name} of ${shown} carries messages that no hub of this version understands.`,
      hint: `Give the team a channel of its own: --redis redis://…/NAME, and all nodes the same version.`,
    };
  }
}

const standsAlone = 'Until then this hub stands alone: it serves its own connections only.';
