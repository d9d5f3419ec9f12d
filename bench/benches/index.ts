import type { Bench } from '../harness/bench';
import { captureCostBenches } from './capture-cost';
import { paintBench, startBench } from './electron';
import { fanOutBenches } from './fan-out';
import { ingestBenches } from './ingest';
import { receiptBench } from './receipt';
import { openBench, searchBench } from './search';
import { windowBench } from './window';

/** Every bench, in the order they run. */
export const benches: readonly Bench[] = [
  ...fanOutBenches,
  ...captureCostBenches,
  ...ingestBenches,
  windowBench,
  searchBench,
  openBench,
  receiptBench,
  paintBench,
  startBench,
];
