import type { ListenerState } from '../../contract/hub';
import type { Recorder } from '../capture/recorder';
import type { RequestHandler } from './http-face';
import { createHttpFace } from './http-face';
import type { ListenAddress } from './hub';
import type { FindPortHolder, Listener } from './listener';
import { bindListener } from './listener';

/** All addresses of the hub, bound or not. */
export class ListenerSet {
  private listeners: Listener[] = [];

  constructor(
    private readonly handler: RequestHandler,
    private readonly recorder: Recorder,
    private readonly findPortHolder: FindPortHolder,
  ) {}

  states(): readonly ListenerState[] {
    return this.listeners.map(({ state }) => state);
  }

  async bind(addresses: readonly ListenAddress[]): Promise<readonly ListenerState[]> {
    const bound: Listener[] = [];
    for (const address of addresses) {
      bound.push(await this.bindOne(address));
    }
    const isDeaf = ![...this.listeners, ...bound].some(({ state }) => state.state === 'listening');
    // A default port that is taken is only a note, unless nothing at all could be bound.
    const judged = bound.map((listener) =>
      isDeaf && listener.state.problem !== null
        ? { ...listener, state: { ...listener.state, state: 'failed' as const } }
        : listener,
    );
    this.listeners = [...this.listeners, ...judged];
    return judged.map(({ state }) => state);
  }

  /** Takes no new connections from now on. The function returned ends what HTTP is still open, and waits for all of it. */
  stop(): () => Promise<void> {
    const servers = this.listeners.filter(({ state }) => state.state === 'listening').map(({ server }) => server);
    this.listeners = [];
    const closed = servers.map((server) => new Promise<void>((resolve) => server.close(() => resolve())));
    return async () => {
      for (const server of servers) {
        server.closeAllConnections();
      }
      await Promise.all(closed);
    };
  }

  private async bindOne(address: ListenAddress): Promise<Listener> {
    let url = '';
    const server = createHttpFace(this.handler, this.recorder, () => url);
    const listener = await bindListener(server, address, this.findPortHolder);
    url = listener.state.url;
    return listener;
  }
}
