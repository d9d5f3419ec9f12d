import type { ConnectionSummary } from '../../contract/hub';
import type { ConnectionId } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Clock } from '../clock';
import type { Acceptor } from './acceptor';
import type { HubConnection } from './connection';
import { summariseConnection } from './connection-summary';
import type { DeliveryProgress } from './hub';
import type { Upgrade } from './hub-context';

const closeGraceMs = 1_000;

/** The live connections of the hub, numbered, and those peers that are only being told why they are refused. */
export class ConnectionTable {
  private readonly byId = new Map<ConnectionId, HubConnection>();
  private readonly refused = new Set<HubConnection>();
  /** What became of the connections that went last, the oldest first. */
  private readonly gone = new Map<ConnectionId, DeliveryProgress>();
  /** Those that closed last, with their handshakes, the oldest first. */
  private readonly closed = new Map<
    ConnectionId,
    { readonly summary: ConnectionSummary; readonly handshake: string }
  >();
  private whenEmpty: (() => void) | null = null;

  constructor(
    private nextId: ConnectionId,
    private readonly clock: Clock,
    private readonly onChange: () => void,
  ) {}

  get size(): number {
    return this.byId.size;
  }

  /** Where a connection stands, or stood when it went; null for one that is not known (any more). */
  progress(id: ConnectionId): DeliveryProgress | null {
    const connection = this.byId.get(id);
    return connection === undefined ? (this.gone.get(id) ?? null) : progressOf(connection);
  }

  all(): readonly HubConnection[] {
    return [...this.byId.values()];
  }

  find(id: ConnectionId): HubConnection | null {
    return this.byId.get(id) ?? null;
  }

  /** The last limits.closedConnections that closed, the oldest first. */
  closedLately(): readonly ConnectionSummary[] {
    return Array.from(this.closed.values(), ({ summary }) => summary);
  }

  /** Head of the handshake as it came, of one that is open or closed lately. */
  handshake(id: ConnectionId): string | null {
    return this.byId.get(id)?.handshake ?? this.closed.get(id)?.handshake ?? null;
  }

  accept(accept: Acceptor, upgrade: Upgrade, protocol: string): HubConnection | null {
    return this.take((id) => accept(upgrade, id, protocol));
  }

  /** Numbers a connection that `make` makes; none if it makes none. */
  take<C extends HubConnection | null>(make: (id: ConnectionId) => C): C {
    const connection = make(this.nextId);
    if (connection !== null) {
      this.nextId += 1;
      this.byId.set(connection.id, connection);
      this.onChange();
    }
    return connection;
  }

  acceptToRefuse(accept: Acceptor, upgrade: Upgrade, protocol: string): HubConnection | null {
    const connection = accept(upgrade, 0, protocol);
    if (connection !== null) {
      this.refused.add(connection);
    }
    return connection;
  }

  forget(connection: HubConnection): void {
    if (connection.id === 0) {
      this.refused.delete(connection);
    } else {
      this.byId.delete(connection.id);
      this.remember(connection);
      this.onChange();
    }
    if (this.byId.size === 0 && this.refused.size === 0) {
      this.whenEmpty?.();
    }
  }

  private remember(connection: HubConnection): void {
    keep(this.gone, connection.id, progressOf(connection), limits.rememberedConnections);
    const closed = { summary: summariseConnection(connection), handshake: connection.handshake };
    keep(this.closed, connection.id, closed, limits.closedConnections);
  }

  /** For the end: peers answer a close frame at once or not at all, those that have not after a second are cut. */
  emptied(): Promise<void> {
    const left = [...this.byId.values(), ...this.refused];
    if (left.length === 0) {
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const grace = this.clock.setTimeout(() => {
        for (const connection of left) {
          connection.terminate();
        }
      }, closeGraceMs);
      this.whenEmpty = () => {
        grace.cancel();
        resolve();
      };
    });
  }
}

function keep<T>(kept: Map<ConnectionId, T>, id: ConnectionId, value: T, most: number): void {
  kept.set(id, value);
  if (kept.size > most) {
    const [oldest] = kept.keys();
    kept.delete(oldest as ConnectionId);
  }
}

function progressOf({ isOpen, lastWrittenSeq, unsentBytes }: HubConnection): DeliveryProgress {
  return { isOpen, lastWrittenSeq, unsentBytes };
}
