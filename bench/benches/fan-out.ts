import { setTimeout as pause } from 'node:timers/promises';
import { channelNames } from '../harness/app';
import type { Bench, BenchOptions, Measured, RunningBench } from '../harness/bench';
import { type Connected, connectPublisher, type Delivered, deliveriesPerPublish, type Load } from '../harness/delivery';
import { type Goal, times } from '../harness/goal';
import { type Server, startFeatureless, startHubbub, startSoketi } from '../harness/server';
import { median } from '../harness/statistics';

const dataBytes = 200;
const inFlight = 64;
/** Below this the featureless server is no measure for anything. */
const featurelessTimesSoketi = 3;

interface FanOut {
  readonly name: string;
  readonly isGuarded?: boolean;
  /** 5 if absent. */
  readonly rounds?: number;
  readonly goals: { readonly soketi?: Goal; readonly featureless: Goal };
  readonly subscribers: readonly (readonly string[])[];
  readonly channels: readonly string[];
  /** What is counted: publishes, or what arrives of them. */
  readonly unit: 'publishes/s' | 'deliveries/s';
  readonly client: Load['client'];
  readonly protocol?: Load['protocol'];
  /** If the featureless server falls behind 3 × soketi, the run is void. */
  readonly isVoidable?: boolean;
}

type Side = Connected['deliver'];

/** Servers that are up, each with its subscribers and its publisher, until `use` is done with them. */
async function withServers(
  [start, ...others]: readonly (() => Promise<Server>)[],
  load: Load,
  use: (sides: readonly Side[]) => Promise<void>,
  sides: readonly Side[] = [],
): Promise<void> {
  if (start === undefined) return use(sides);
  const server = await start();
  try {
    const { deliver, stop } = await connectPublisher(server, load);
    try {
      await withServers(others, load, use, [...sides, deliver]);
    } finally {
      await stop();
    }
  } finally {
    await server.stop();
  }
}

const turns = 6;
/** What a server has left to do after its turn, as its capture does, is not to be done in that of another. */
const settleMs = 150;

/**
 * What each of them delivered in `measureMs`. In short turns one after the other, forth and back: the machine is never the
 * same for long, and this way what slows it down slows all of them.
 */
async function inTurns(sides: readonly Side[], warmUpMs: number, measureMs: number): Promise<readonly Delivered[]> {
  const totals = sides.map(() => ({ publishes: 0, ms: 0 }));
  for (const deliver of sides) await deliver(warmUpMs, 0);
  for (let turn = 0; turn < turns; turn += 1) {
    const order = sides.map((_, at) => (turn % 2 === 0 ? at : sides.length - 1 - at));
    for (const at of order) {
      await pause(settleMs);
      const { publishes, ms } = await (sides[at] as Side)(measureMs / turns, 0);
      const total = totals[at] as { publishes: number; ms: number };
      total.publishes += publishes;
      total.ms += ms;
    }
  }
  return totals;
}

/** Publishes over HTTP to many subscribers: Hubbub with its capture on, and both peers. */
function fanOut(spec: FanOut): Bench {
  const figure = (peer: string) => `${spec.name}/${peer}`;
  const { soketi, featureless } = spec.goals;
  return {
    name: spec.name,
    rounds: spec.rounds ?? 5,
    isGuarded: spec.isGuarded ?? false,
    goals: { ...(soketi && { [figure('soketi')]: soketi }), [figure('featureless')]: featureless },
    async start({ isGuard, folder }: BenchOptions): Promise<RunningBench> {
      const { subscribers, channels, client, protocol = 'pusher' } = spec;
      const [warmUpMs, measureMs] = isGuard ? [1_000, 2_000] : [1_500, 3_000];
      const load: Load = { subscribers, channels, dataBytes, inFlight, client, protocol };
      const perPublish = spec.unit === 'publishes/s' ? 1 : deliveriesPerPublish(load);
      const rate = ({ publishes, ms }: Delivered) => ((publishes * perPublish) / ms) * 1000;
      return {
        async round() {
          const round: Record<string, Measured> = {};
          const both = [() => startHubbub(folder), () => startFeatureless(protocol)];
          await withServers(both, load, async ([hub, peer]) => {
            const [value, beside] = await inTurns([hub as Side, peer as Side], warmUpMs, measureMs);
            round[figure('featureless')] = { value: rate(value as Delivered), peer: rate(beside as Delivered) };
          });
          const measured = round[figure('featureless')];
          if (soketi !== undefined && measured !== undefined) {
            await withServers([startSoketi], load, async (only) => {
              const [beside] = await inTurns(only, warmUpMs, measureMs);
              round[figure('soketi')] = { value: measured.value, peer: rate(beside as Delivered) };
            });
          }
          return round;
        },
        voidBecause(rounds) {
          const peer = (name: string) => median(rounds.map((round) => round[figure(name)]?.peer ?? Number.NaN));
          const factor = peer('featureless') / peer('soketi');
          return spec.isVoidable !== true || factor >= featurelessTimesSoketi
            ? null
            : `the featureless server made ${factor.toFixed(2)} × soketi, and has to make ${featurelessTimesSoketi}`;
        },
        async stop() {},
      };
    },
  };
}

/** Subscriber i has five of twenty channels, evenly. */
const fiveOfTwenty = (count: number) => {
  const names = channelNames(20);
  return Array.from({ length: count }, (_, at) => [0, 1, 2, 3, 4].map((k) => names[(at + k * 4) % 20] as string));
};

const everybody = (count: number) => Array.from({ length: count }, () => channelNames(1));

export const fanOutBenches: readonly Bench[] = [
  fanOut({
    name: 'fan-out-1000',
    isGuarded: true,
    isVoidable: true,
    goals: { soketi: times(4, 'deliveries/s'), featureless: times(0.95, 'deliveries/s') },
    subscribers: everybody(1_000),
    channels: channelNames(1),
    unit: 'deliveries/s',
    client: 'raw',
  }),
  fanOut({
    name: 'fan-out-200',
    goals: { soketi: times(3.5, 'deliveries/s'), featureless: times(0.9, 'deliveries/s') },
    subscribers: everybody(200),
    channels: channelNames(1),
    unit: 'deliveries/s',
    client: 'raw',
  }),
  fanOut({
    name: 'publish-1',
    goals: { soketi: times(1.6, 'publishes/s'), featureless: times(0.8, 'publishes/s') },
    subscribers: everybody(1),
    channels: channelNames(1),
    unit: 'publishes/s',
    client: 'sdk',
  }),
  fanOut({
    name: 'five-of-twenty',
    goals: { featureless: times(0.95, 'deliveries/s') },
    subscribers: fiveOfTwenty(1_000),
    channels: channelNames(20),
    unit: 'deliveries/s',
    client: 'raw',
  }),
  fanOut({
    name: 'mercure-fan-out',
    // An event stream costs a server so little that its rounds are as restless as the machine.
    rounds: 9,
    goals: { featureless: times(0.95, 'deliveries/s') },
    subscribers: everybody(1_000),
    channels: channelNames(1),
    unit: 'deliveries/s',
    client: 'raw',
    protocol: 'mercure',
  }),
];
