import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Command, CommanderError } from 'commander';
import { toProblem } from '../contract/problem';
import { exitCodeOf, exitCodes } from './exit-codes';
import { addExpect } from './expect';
import { addExport } from './export';
import { addOpen } from './open';
import { addSend } from './send';
import { addServe } from './serve';
import { addTail } from './tail';
import { addWatch } from './watch';

const outDir = dirname(dirname(__filename));
const { version } = JSON.parse(readFileSync(join(outDir, '..', 'package.json'), 'utf8')) as { version: string };

const program = new Command('hubbub')
  .description('See, send and debug realtime traffic, with a local hub built in.')
  .version(version)
  .exitOverride();
program.addHelpText(
  'after',
  `
Commands find their engine by its data folder: the app's and serve's are the same unless --data says otherwise.

Examples:
  $ hubbub serve                                  run the hub; prints the address of the dashboard
  $ hubbub tail kind:refused                      watch what is refused
  $ hubbub watch pusher://KEY:SECRET@HOST:8080/1   watch another server
  $ hubbub send orders OrderShipped '{"id": 7}'   send a message
  $ hubbub expect orders OrderShipped             wait for a message; say why if it does not come
  $ hubbub export --format csv > capture.csv      write what was recorded

Exit codes: 0 done, 1 the answer is no, 2 bad usage, 3 no engine, 4 a port or the data folder is taken.`,
);
for (const add of [addServe, addTail, addSend, addExpect, addExport, addOpen, addWatch])
  add(program, { outDir, version });

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
