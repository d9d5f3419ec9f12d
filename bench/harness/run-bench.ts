import type { Bench, BenchOptions, Round } from './bench';
import type { Line } from './judge';
import { describe, failed, judge } from './judge';

/** Measures the rounds of one bench. What goes wrong is told on stderr and fails its figures, not the whole run. */
export async function runBench(
  bench: Bench,
  options: BenchOptions,
  rounds: number,
  floor: (figure: string) => number,
): Promise<readonly Line[]> {
  const goals = Object.entries(bench.goals);
  try {
    const done = await measure(bench, options, rounds);
    return goals.map(([name, goal]) => judge(name, goal, floor(name), done));
  } catch (error) {
    process.stderr.write(`${bench.name} failed: ${error instanceof Error ? error.stack : error}\n`);
    return goals.map(([name, goal]) => failed(name, goal, floor(name)));
  }
}

async function measure(bench: Bench, options: BenchOptions, rounds: number): Promise<readonly Round[]> {
  const running = await bench.start(options);
  const done: Round[] = [];
  try {
    while (done.length < rounds) {
      const round = await running.round();
      done.push(round);
      for (const [name, goal] of Object.entries(bench.goals)) {
        const measured = round[name];
        const text = measured === undefined ? `${name}: nothing measured` : describe(name, goal, measured);
        process.stderr.write(`  ${done.length}/${rounds} ${text}\n`);
      }
    }
    const reason = running.voidBecause?.(done) ?? null;
    if (reason !== null) throw new Error(`This run is void: ${reason}`);
    return done;
  } finally {
    await running.stop();
  }
}
