import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { toProblem } from '../contract/problem';
import { exitCodeOf, exitCodes } from './exit-codes';
import { addServe } from './serve';

const outDir = dirname(dirname(__filename));
const { version } = JSON.parse(readFileSync(join(outDir, '..', 'package.json'), 'utf8')) as { version: string };

const program = new Command('hubbub')
  .description('See, send and debug realtime traffic, with a local hub built in.')
  .version(version)
  .exitOverride();
for (const add of [addServe]) add(program, { outDir, version });

// Whoever read us may have enough (head): that is no failure.
process.stdout.on('error', () => process.exit(exitCodes.done));
process.stderr.on('error', () => {});

program.parseAsync().then(
  () => leave(exitCodes.done),
  (error: unknown) => {
    // Commander has said what is wrong already; help and version are no failures.
    if (error instanceof CommanderError) {
      return leave(error.exitCode === 0 ? exitCodes.done : exitCodes.usage);
    }
    const problem = toProblem(error);
    process.stderr.write(`${problem.message}\n${problem.hint === '' ? '' : `${problem.hint}\n`}`);
    leave(exitCodeOf(problem));
  },
);

/** Ends once everything written has gone out: on some systems a pipe takes its time. */
function leave(code: number): void {
  process.stdout.write('', () => process.stderr.write('', () => process.exit(code)));
}
