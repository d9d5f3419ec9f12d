import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benches } from './benches';
import type { Bench } from './harness/bench';
import { readFloors } from './harness/floors';
import type { Line } from './harness/judge';
import { alarm } from './harness/judge';
import { pace } from './harness/pace';
import { runBench } from './harness/run-bench';

const guardRounds = 3;
const guardRoundsAgain = 5;

async function main(args: readonly string[]): Promise<boolean> {
  const isGuard = args.includes('--guard');
  const chosen = choose(args.filter((arg) => arg !== '--guard'));
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const floors = readFloors();
  let isWell = true;
  for (const bench of chosen.filter((one) => one.isGuarded || !isGuard)) {
    const run = (rounds: number, least: (figure: string) => number) =>
      runBench(bench, { isGuard, folder }, rounds, least);
    const lines = isGuard ? await guard(bench, run) : await run(bench.rounds, (figure) => floors[figure] ?? Number.NaN);
    for (const line of lines) process.stdout.write(`${JSON.stringify(line)}\n`);
    isWell &&= lines.every(({ ok }) => ok);
  }
  return isWell;
}

/** An alarm needs a second run: one slow moment of the machine is none. */
async function guard(
  bench: Bench,
  run: (rounds: number, least: (figure: string) => number) => Promise<readonly Line[]>,
): Promise<readonly Line[]> {
  const floors = readFloors();
  const now = await pace();
  process.stderr.write(`${bench.name}: the machine is at ${Math.round(now * 100)} % of its usual pace.\n`);
  const least = (figure: string) => {
    const goal = bench.goals[figure];
    return goal === undefined ? Number.NaN : alarm(goal, floors[figure] ?? Number.NaN, now);
  };
  const lines = await run(guardRounds, least);
  if (lines.every(({ ok }) => ok)) return lines;
  process.stderr.write(`${bench.name}: below its alarm; measured once more.\n`);
  return run(guardRoundsAgain, least);
}

function choose(names: readonly string[]): readonly Bench[] {
  const isNamed = (bench: Bench, name: string) => bench.name === name || bench.name.startsWith(`${name}-`);
  const unknown = names.find((name) => !benches.some((bench) => isNamed(bench, name)));
  if (unknown !== undefined) {
    const known = benches.map(({ name }) => name).join(', ');
    process.stderr.write(
      `There is no bench ${unknown}. Usage: npm run bench [-- NAME…] [--guard], NAME of ${known}.\n`,
    );
    process.exit(2);
  }
  return names.length === 0 ? benches : benches.filter((bench) => names.some((name) => isNamed(bench, name)));
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(130));

main(process.argv.slice(2)).then(
  (isWell) => process.exit(isWell ? 0 : 1),
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : error}\n`);
    process.exit(1);
  },
);
