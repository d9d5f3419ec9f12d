import type { EngineNotice, HostMessage, HostOptions } from '../contract/engine-host';
import type { Port } from '../contract/port';
import { toProblem } from '../contract/problem';
import { AttachedEngine } from './attached-engine';
import { boundAddresses, startHostedEngine } from './hosted-engine';
import { FolderTakenError, takenBy } from './lock/claim-folder';
import { createMessagePort, type MessageChannelEnd } from './port/message-port';

/** How Electron shows a utility process its parent. */
interface ParentPort {
  on(event: 'message', listener: (event: { data: HostMessage; ports: readonly MessageChannelEnd[] }) => void): void;
  postMessage(message: EngineNotice): void;
}

/** What windows' ports lead to: an engine of our own, or the one that has the folder already. */
interface Serving {
  attach(port: Port): void;
  close(): Promise<void> | void;
}

class UtilityEngine {
  private options: HostOptions | null = null;
  private vaultKey: Buffer | null = null;
  private serving: Serving | null = null;
  private starting: Promise<void> = Promise.resolve();
  private readonly waiting: Port[] = [];

  constructor(
    private readonly parent: ParentPort,
    private readonly outDir: string,
  ) {}

  take(message: HostMessage, ports: readonly MessageChannelEnd[]): void {
    const [port] = ports;
    if (message.type === 'start') {
      this.options = message.options;
      this.vaultKey = message.vaultKey === undefined ? null : Buffer.from(message.vaultKey, 'base64');
      this.starting = this.start(message.options);
    } else if (message.type === 'port' && port !== undefined) {
      this.attach(createMessagePort(port));
    } else if (message.type === 'close') {
      void this.end();
    }
  }

  async end(): Promise<void> {
    await this.starting;
    await this.serving?.close();
    process.exit(0);
  }

  private attach(port: Port): void {
    if (this.serving === null) this.waiting.push(port);
    else this.serving.attach(port);
  }

  private async start(options: HostOptions): Promise<void> {
    try {
      const hosted = await startHostedEngine(options, { outDir: this.outDir, vaultKey: this.vaultKey });
      const { engine, dashboard, close } = hosted;
      this.serve({ attach: (port) => engine.attach(port), close });
      const bound = boundAddresses(hosted);
      this.parent.postMessage({ type: 'ready', listeners: engine.listeners(), dashboard: dashboard.origin, bound });
    } catch (error) {
      if (error instanceof FolderTakenError) {
        this.serve(this.attachTo(options, error));
        return;
      }
      this.parent.postMessage({ type: 'problem', problem: toProblem(error), takenBy: await takenBy(error) });
      // The message above has to leave first.
      setTimeout(() => process.exit(1), 100);
    }
  }

  private attachTo(options: HostOptions, { lock }: FolderTakenError): AttachedEngine {
    return new AttachedEngine(options.dataDir, lock, {
      lost: () => this.parent.postMessage({ type: 'ports-gone' }),
      over: (ports) => {
        this.serving = null;
        this.waiting.push(...ports);
        this.starting = this.start(options);
      },
    });
  }

  private serve(serving: Serving): void {
    this.serving = serving;
    for (const port of this.waiting.splice(0)) serving.attach(port);
  }
}

/** Runs the engine as Electron's utility process. @param outDir where the built parts lie */
export function runUtilityEngine(outDir: string): void {
  const { parentPort } = process as unknown as { parentPort?: ParentPort };
  if (parentPort === undefined) return;
  const engine = new UtilityEngine(parentPort, outDir);
  process.on('SIGTERM', () => void engine.end());
  // A terminal sends these to all of us alike; the app decides.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => {});
  parentPort.on('message', ({ data, ports }) => engine.take(data, ports));
}
