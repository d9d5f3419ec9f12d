import type { Bench } from '../harness/bench';
import { fanOutBenches } from './fan-out';

/** Every bench, in the order they run. */
export const benches: readonly Bench[] = [...fanOutBenches];
