import { ProblemError } from '../../contract/problem';
import type { ReachPlace, ReachState, ReachWay } from '../../contract/reach';
import type { Recorder } from '../capture/recorder';
import type { Clock, Timer } from '../clock';
import type { Hub, ListenAddress } from '../hub/hub';
import { containerPlaces, type Interfaces, networkPlaces } from './places';

export interface ReachOptions {
  readonly clock: Clock;
  readonly hub: Pick<Hub, 'relisten' | 'state' | 'visitors' | 'endThrough'>;
  readonly recorder: Pick<Recorder, 'record'>;
  readonly interfaces: Interfaces;
  /** Where the hub is to listen for this computer. */
  readonly base: readonly ListenAddress[];
  /** Whether containers are let in. */
  readonly containers: boolean;
  /** The addresses changed, or what became of them. */
  changed(): void;
}

/** A bridge may come with the first container. */
const lookMs = 10_000;
const longestMinutes = 24 * 60;

/**
 * Who reaches the hub: this computer always, containers on it where that is set, the network for a time that ends by itself
 * and with the engine. It listens on the addresses of those ways alone, at the ports it has for this computer.
 */
export class Reach {
  private base: readonly ListenAddress[];
  private containers: boolean;
  private openUntilMs: number | null = null;
  private closing: Timer | null = null;
  private readonly looking: Timer;
  /** One after the other: two sets of addresses at once would fight over a port. */
  private listening: Promise<void> = Promise.resolve();
  private places: Readonly<Record<ReachWay, readonly ReachPlace[]>> = { containers: [], network: [] };

  constructor(private readonly options: ReachOptions) {
    this.base = options.base;
    this.containers = options.containers;
    this.looking = options.clock.setInterval(() => this.look(), lookMs);
    this.readPlaces();
  }

  get state(): ReachState {
    const { hub, clock } = this.options;
    const { openUntilMs } = this;
    const listeners = hub.state().listeners.filter(({ way }) => way !== undefined);
    return {
      containers: {
        isOn: this.containers,
        places: this.places.containers,
        visitors: hub.visitors('containers'),
      },
      network: {
        leftMs: openUntilMs === null ? null : Math.max(0, openUntilMs - clock.nowMs()),
        places: this.places.network,
        visitors: hub.visitors('network'),
      },
      problems: listeners.flatMap(({ problem }) => (problem === null ? [] : [problem])),
    };
  }

  /** Listens from now on, or anew where something could not be bound. Resolves when it is done. */
  listen(base: readonly ListenAddress[] = this.base): Promise<void> {
    this.base = base;
    this.readPlaces();
    this.listening = this.listening.then(() => this.apply()).then(() => this.options.changed());
    return this.listening;
  }

  async allowContainers(isOn: boolean): Promise<void> {
    this.containers = isOn;
    await this.listen();
    if (!isOn) this.options.hub.endThrough('containers', 'Containers are not let in any more.');
  }

  /** Opens the hub to the network, or sets another end. Rejects with a ProblemError. */
  async open(minutes: number): Promise<void> {
    const { clock, recorder } = this.options;
    if (!(minutes > 0 && minutes <= longestMinutes)) {
      throw new ProblemError('bad-input', `The hub cannot be open for ${minutes} minutes.`, 'Choose up to a day.');
    }
    this.readPlaces();
    if (this.places.network.length === 0) {
      throw new ProblemError('not-found', 'This computer is in no network.', 'Connect it to one, and try again.');
    }
    this.closing?.cancel();
    const ms = minutes * 60_000;
    this.openUntilMs = clock.nowMs() + ms;
    this.closing = clock.setTimeout(() => void this.close(), ms);
    const where = this.places.network.map(({ name, address }) => `${address} (${name})`).join(', ');
    recorder.record({
      kind: 'note',
      protocol: '',
      detail: { addresses: this.places.network.map(({ address }) => address), minutes },
      summary: `Open to this network for ${minutes} min: ${where}`,
    });
    await this.listen();
  }

  /** Closes it to the network, and ends the connections that came from there. */
  async close(): Promise<void> {
    if (this.openUntilMs === null) return;
    this.closing?.cancel();
    this.openUntilMs = null;
    await this.listen();
    this.options.hub.endThrough('network', 'The hub is not open to the network any more.');
    this.options.recorder.record({ kind: 'note', protocol: '', summary: 'Closed to this network' });
  }

  stop(): void {
    this.looking.cancel();
    this.closing?.cancel();
  }

  private readPlaces(): void {
    const { interfaces } = this.options;
    this.places = { containers: containerPlaces(interfaces), network: networkPlaces(interfaces) };
  }

  private look(): void {
    const before = JSON.stringify(this.places);
    this.readPlaces();
    const isWide = this.containers || this.openUntilMs !== null;
    if (isWide && JSON.stringify(this.places) !== before) void this.listen();
  }

  /** First what this computer is to have: the others follow its ports, those too that were to be any. */
  private async apply(): Promise<void> {
    const { hub } = this.options;
    const ways = [
      ...(this.containers ? ['containers' as const] : []),
      ...(this.openUntilMs === null ? [] : ['network' as const]),
    ];
    const all = () => [...this.base, ...ways.flatMap((way) => this.addressesOf(way))];
    await hub.relisten(all());
    if (ways.length > 0) await hub.relisten(all());
  }

  private addressesOf(way: ReachWay): readonly ListenAddress[] {
    const own = this.options.hub
      .state()
      .listeners.filter(({ way, state }) => way === undefined && state === 'listening');
    const ports = [...new Set(own.map(({ url }) => Number(new URL(url).port || 80)))];
    const there = new Set(this.base.map(({ host }) => host));
    return this.places[way]
      .filter(({ address }) => !there.has(address))
      .flatMap(({ address }) => ports.map((port) => ({ host: address, port, asked: true, way })));
  }
}
