import type { FigureName } from '../../../src-main/contract/server-figures';
import { formatBytes } from '../../format/bytes';
import { formatCount, formatRate } from '../../format/count';

/** What is drawn on one chart: series of one unit. */
export interface FigureKind {
  readonly id: 'connections' | 'messages' | 'rates' | 'bytes' | 'memory';
  readonly series: readonly { readonly name: FigureName; readonly colour: string }[];
  /** There are no parts of it. */
  readonly isWhole: boolean;
  readonly shown: (value: number) => string;
}

const received = 'var(--chart-in)';
const sent = 'var(--chart-out)';
const api = 'var(--chart-publish)';
const neutral = 'var(--chart-connections)';

export const figureKinds: readonly FigureKind[] = [
  {
    id: 'connections',
    series: [
      { name: 'peakConnections', colour: neutral },
      { name: 'connections', colour: neutral },
    ],
    isWhole: true,
    shown: formatCount,
  },
  {
    id: 'messages',
    series: [
      { name: 'websocketMessages', colour: received },
      { name: 'apiMessages', colour: api },
    ],
    isWhole: true,
    shown: formatCount,
  },
  {
    id: 'rates',
    series: [
      { name: 'receivedRate', colour: received },
      { name: 'sentRate', colour: sent },
      { name: 'apiRate', colour: api },
    ],
    isWhole: false,
    shown: formatRate,
  },
  {
    id: 'bytes',
    series: [
      { name: 'receivedBytesRate', colour: received },
      { name: 'sentBytesRate', colour: sent },
    ],
    isWhole: true,
    shown: (value) => formatBytes(Math.round(value)),
  },
  {
    id: 'memory',
    series: [{ name: 'memory', colour: neutral }],
    isWhole: false,
    shown: (value) => `${Math.round(value)} %`,
  },
];
