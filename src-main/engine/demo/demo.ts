import { randomBytes } from 'node:crypto';
import type { DemoState } from '../../contract/demo';
import { demoAppId } from '../../contract/demo';
import type { ListenerState } from '../../contract/hub';
import { ProblemError } from '../../contract/problem';
import type { AppRegistry } from '../apps/app-registry';
import type { Clock, Timer } from '../clock';
import { DemoClient } from './demo-client';
import { type DemoMessage, publishSigned } from './demo-server';

const everyMs = 2_000;
/** It ends by itself: nobody is to find a demo in what was recorded overnight. */
const longestMs = 10 * 60_000;
const browsers = [
  'Mozilla/5.0 (X11; Linux x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36',
  'Mozilla/5.0 (X11; Linux x64; rv:145.0) Gecko/20100101 Firefox/145.0',
  'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Mobile Safari/537.36',
] as const;

/** Real traffic through the hub, of an app of its own: sockets and signed requests of this process to its own listener. */
export class Demo {
  private clients: DemoClient[] = [];
  private timer: Timer | null = null;
  private endAtMs = 0;
  private run = 0;

  constructor(
    private readonly apps: AppRegistry,
    private readonly clock: Clock,
    private readonly listeners: () => readonly ListenerState[],
  ) {}

  get state(): DemoState {
    return { isRunning: this.run !== 0, isThere: this.apps.list().some(({ id }) => id === demoAppId) };
  }

  /** Rejects with a ProblemError 'not-supported' if the hub listens nowhere, and as app.put does. */
  async start(): Promise<DemoState> {
    if (this.run !== 0) {
      return this.state;
    }
    const url = this.listeners().find(({ state }) => state === 'listening')?.url;
    if (url === undefined) {
      throw new ProblemError('not-supported', 'The hub listens nowhere, so the demo cannot reach it.', 'See Settings.');
    }
    const hub = new URL(url);
    const app = { id: demoAppId, key: 'demo-key', secret: randomBytes(16).toString('hex') };
    await this.apps.put(app);
    this.endAtMs = this.clock.nowMs() + longestMs;
    const run = this.clock.nowMs();
    this.run = run;
    void this.play(hub, app, () => this.run === run);
    return this.state;
  }

  /** Ends its connections; what it did stays in the capture. */
  stop(): DemoState {
    this.run = 0;
    this.timer?.cancel();
    for (const client of this.clients.splice(0)) {
      client.close();
    }
    return this.state;
  }

  /** Stops it, and takes its app away. */
  async remove(): Promise<DemoState> {
    this.stop();
    if (this.state.isThere) {
      await this.apps.remove(demoAppId);
    }
    return this.state;
  }

  private async play(hub: URL, app: { id: string; key: string; secret: string }, isOn: () => boolean): Promise<void> {
    const publish = (message: DemoMessage) => publishSigned(hub, app, message, this.clock.nowMs());
    const join = async (key: string, userAgent: string) => {
      const client = new DemoClient(hub, { key, secret: app.secret }, userAgent);
      this.clients.push(client);
      await client.ready();
      return client;
    };
    const anna = await join(app.key, browsers[0]);
    const ben = await join(app.key, browsers[1]);
    const cleo = await join(app.key, browsers[2]);
    for (const client of [anna, ben, cleo]) {
      client.subscribe('stock');
    }
    for (const client of [anna, ben]) {
      client.subscribe('private-orders.7', app.key, app.secret);
    }
    // A page that was built without its key, and one whose sign-in for a private channel is wrong.
    await join('undefined', browsers[2]);
    cleo.subscribe('private-chat.1', app.key, 'not the secret');
    const order = { id: 7, status: 'shipped', total: 19.9 };
    const scenes: readonly DemoMessage[] = [
      // A name of its own and a class name: each wants another `listen`.
      { name: 'order.shipped', channel: 'private-orders.7', data: order },
      { name: 'App\\Events\\OrderShipped', channel: 'private-orders.7', data: order },
      // To others: the sender is left out.
      { name: 'order.noted', channel: 'private-orders.7', data: { id: 7, by: 'Anna' }, socketId: anna.socketId },
      // Nearly as large as may be, and larger.
      { name: 'report.ready', channel: 'stock', data: { rows: 'x'.repeat(9_600) } },
      { name: 'report.ready', channel: 'stock', data: { rows: 'x'.repeat(10_400) } },
    ];
    for (const scene of scenes) {
      if (isOn()) {
        await publish(scene);
      }
    }
    let left = 120;
    const tick = () => {
      if (!isOn()) {
        return;
      }
      if (this.clock.nowMs() > this.endAtMs) {
        this.stop();
        return;
      }
      left = left < 20 ? 120 : left - 3;
      void publish({ name: 'StockLevelChanged', channel: 'stock', data: { sku: 'TEA-100', left } });
      this.timer = this.clock.setTimeout(tick, everyMs);
    };
    tick();
  }
}
