import type { Problem } from './problem';

/** By which way the hub can be reached besides this computer: containers on it, or the network it is in. */
export type ReachWay = 'containers' | 'network';

/** An address of this computer. */
export interface ReachPlace {
  /** 'docker0', 'eth0' */
  readonly name: string;
  readonly address: string;
}

/** Somebody who came by a way since it was opened. */
export interface Visitor {
  readonly address: string;
  /** TCP connections that are open now, and all there were. */
  readonly open: number;
  readonly total: number;
  /** Milliseconds since the epoch. */
  readonly lastAtMs: number;
}

export interface ReachState {
  readonly containers: {
    readonly isOn: boolean;
    /** Bridges of containers on this computer; only there the hub listens, never on all addresses. */
    readonly places: readonly ReachPlace[];
    readonly visitors: readonly Visitor[];
  };
  readonly network: {
    /** For how much longer, ms, when this was answered; null: not open. */
    readonly leftMs: number | null;
    readonly places: readonly ReachPlace[];
    readonly visitors: readonly Visitor[];
  };
  /** An address that could not be bound. */
  readonly problems: readonly Problem[];
}

/** Times for which the hub can be opened to the network, minutes. */
export const reachMinutes = [15, 60, 240] as const;
