import type { ConnectionId } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { Clock } from '../clock';
import type { Acceptor } from './acceptor';
import type { HubConnection } from './connection';
import type { DeliveryProgress } from './hub';
import type { Upgrade } from './hub-context';

const closeGraceMs = 1_000;

/** The live connections of the hub, numbered, and those peers that are only being told why they are refused. */
export class ConnectionTable {
  private readonly byId = new Map<ConnectionId, HubConnection>();
  private readonly refused = new Set<HubConnection>();
  /** What became of the connections that went last, the oldest first. */
  private readonly gone = new Map<ConnectionId, DeliveryProgress>();
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

  accept(accept: Acceptor, upgrade: Upgrade, protocol: string): HubConnection | null {
    const connection = accept(upgrade, this.nextId, protocol);
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
    this.gone.set(connection.id, progressOf(connection));
    if (this.gone.size > limits.rememberedConnections) {
      const [oldest] = this.gone.keys();
      this.gone.delete(oldest as ConnectionId);
    }
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

function progressOf({ isOpen, lastWrittenSeq, unsentBytes }: HubConnection): DeliveryProgress {
  return { isOpen, lastWrittenSeq, unsentBytes };
}
