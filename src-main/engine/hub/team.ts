import type { TeamState } from '../../contract/team';

/** Hubs of other processes that are one hub with this one, as protocols see them. */
export interface Team {
  readonly state: TeamState;
  /** Called once by each protocol that shares what it knows. */
  enter(protocol: string, part: TeamPart): TeamLink;
}

/** Anything JSON can carry; what it means is its protocol's. */
export type Fact = readonly unknown[];

/** A protocol's side of the team. */
export interface TeamPart {
  /** All another node has to know of this one, in order. */
  facts(): Iterable<Fact>;
  /** A node said this of itself. Never throws, whatever it is. */
  heard(node: string, fact: Fact): void;
  /** The node left or is lost: what it said holds no more. `isOurs`: of those left, this node is to tell the outside. */
  lost(node: string, isOurs: boolean): void;
}

/** The team's side, for a protocol. */
export interface TeamLink {
  /** Nodes besides this one, 0 while it stands alone. */
  readonly others: number;
  /** Goes to all other nodes, in order; to nobody while this one stands alone. */
  tell(fact: Fact): void;
  /** The other nodes say everything again. */
  ask(): void;
}
