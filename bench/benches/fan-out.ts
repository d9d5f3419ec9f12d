import { channelNames } from '../harness/app';
import type { Bench, BenchOptions, Measured, RunningBench } from '../harness/bench';
import { connectPublisher, deliveriesPerPublish, type Load } from '../harness/delivery';
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

/** Publishes over HTTP to many subscribers: Hubbub with its capture on, and both peers, one after the other. */
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
      const measure = async (starting: Promise<Server>) => {
        const server = await starting;
        try {
          const { deliver, stop } = await connectPublisher(server, load);
          try {
            await deliver(warmUpMs, 0);
            const { publishes, ms } = await deliver(measureMs, 0);
            return ((publishes * perPublish) / ms) * 1000;
          } finally {
            await stop();
          }
        } finally {
          await server.stop();
        }
      };
      let isPeerFirst = false;
      return {
        /** What comes first changes from round to round: a machine that gets slower or faster favours neither. */
        async round() {
          const early = isPeerFirst ? await measure(startFeatureless(protocol)) : null;
          const value = await measure(startHubbub(folder));
          const peer = early ?? (await measure(startFeatureless(protocol)));
          isPeerFirst = !isPeerFirst;
          const round: Record<string, Measured> = { [figure('featureless')]: { value, peer } };
          if (soketi !== undefined) round[figure('soketi')] = { value, peer: await measure(startSoketi()) };
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
