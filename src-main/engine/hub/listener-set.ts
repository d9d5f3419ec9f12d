import type { ListenerState } from '../../contract/hub';
import type { ReachWay, Visitor } from '../../contract/reach';
import type { Recorder } from '../capture/recorder';
import type { RequestHandler } from './http-face';
import { createHttpFace } from './http-face';
import type { ListenAddress } from './hub';
import type { FindPortHolder, Listener } from './listener';
import { bindListener } from './listener';
import type { HubTls } from './tls-face';
import { mergeVisitors } from './visitor-book';

/** All addresses of the hub, bound or not. */
export class ListenerSet {
  private listeners: Listener[] = [];
  /** Taken away while the hub ran; what came through them may still be there. */
  private retired: Listener[] = [];

  constructor(
    private readonly handler: RequestHandler,
    private readonly recorder: Recorder,
    private readonly findPortHolder: FindPortHolder,
    private readonly tls: HubTls | null,
    private readonly nowMs: () => number,
  ) {}

  states(): readonly ListenerState[] {
    return this.listeners.map(({ state }) => state);
  }

  visitors(way: ReachWay): readonly Visitor[] {
    const through = this.listeners.filter(({ address }) => address.way === way);
    return mergeVisitors(through.flatMap(({ visitors }) => visitors.visitors));
  }

  /** URLs of listeners of that way that were taken away, with http. */
  retiredOf(way: ReachWay): ReadonlySet<string> {
    return new Set(this.retired.filter(({ address }) => address.way === way).map(({ state }) => state.url));
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

  /**
   * Listens on these addresses from now on: what listens already stays as it is, the others are tried. What is not among
   * them takes no new connection; those that came through it stay.
   */
  async replace(addresses: readonly ListenAddress[]): Promise<readonly ListenerState[]> {
    const before = this.listeners.filter(({ state }) => state.state === 'listening');
    const kept = new Map<ListenAddress, Listener>();
    for (const address of addresses) {
      const at = before.findIndex((one) => one.address.host === address.host && one.address.port === address.port);
      const [listener] = at === -1 ? [] : before.splice(at, 1);
      if (listener !== undefined) {
        kept.set(address, listener);
      }
    }
    for (const listener of before) {
      this.retired.push(listener);
      listener.face.server.close();
      listener.face.server.closeIdleConnections();
    }
    this.listeners = [...kept.values()];
    const missing = addresses.filter((address) => !kept.has(address));
    await this.bind(missing);
    const bound = this.listeners.slice(kept.size);
    this.listeners = addresses.flatMap((address) => kept.get(address) ?? bound[missing.indexOf(address)] ?? []);
    return this.states();
  }

  /** Tries the addresses that could not be bound again. */
  retry(): Promise<readonly ListenerState[]> {
    return this.replace(this.listeners.map(({ address }) => address));
  }

  /** Takes no new connections from now on. The function returned ends what HTTP is still open, and waits for all of it. */
  stop(): () => Promise<void> {
    const bound = this.listeners.filter(({ state }) => state.state === 'listening');
    const faces = [...bound, ...this.retired].map(({ face }) => face);
    this.listeners = [];
    this.retired = [];
    // Of a server that is closed already this only tells so.
    const closed = faces.map(({ server }) => new Promise<void>((resolve) => server.close(() => resolve())));
    return async () => {
      for (const face of faces) {
        face.endAll();
      }
      await Promise.all(closed);
    };
  }

  private async bindOne(address: ListenAddress): Promise<Listener> {
    let url = '';
    const { handler, recorder, tls } = this;
    const face = createHttpFace({ handler, recorder, listener: () => url, tls });
    const listener = await bindListener(face, address, this.findPortHolder, this.nowMs);
    url = listener.state.url;
    return listener;
  }
}
