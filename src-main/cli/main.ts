import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { Command, CommanderError } from 'commander';
import { toProblem } from '../contract/problem';
import { defaultDataDir } from './data-dir';
import { exitCodeOf, exitCodes } from './exit-codes';
import { type ServeOptions, serve } from './serve';

const outDir = dirname(dirname(__filename));
const { version } = JSON.parse(readFileSync(join(outDir, '..', 'package.json'), 'utf8')) as { version: string };
const collect = (value: string, before: readonly string[] = []) => [...before, value];

const program = new Command('hubbub')
  .description('See, send and debug realtime traffic, with a local hub built in.')
  .version(version)
  .exitOverride();

program
  .command('serve')
  .description('Run the hub and its dashboard, without a window, until Ctrl-C.')
  .option('--listen <HOST:PORT>', 'where the hub listens instead of ports 6001 and 8080; may be repeated', collect)
  .option('--app <ID:KEY:SECRET>', 'an app of the hub instead of 12345:your_app_key:…; may be repeated', collect)
  .option('--dashboard <HOST:PORT>', 'where the dashboard listens instead of 127.0.0.1:6002 or the next free port')
  .option('--data <DIR>', 'folder of the capture', defaultDataDir(process.platform, homedir(), process.env))
  .option('--json', 'print one line of JSON when ready')
  .addHelpText('after', '\nExit codes: 0 done, 1 refused, 2 bad usage, 3 no engine, 4 port or folder taken.')
  .action((options: ServeOptions) => serve({ ...options, data: resolve(options.data) }, { outDir, version }));

program.parseAsync().then(
  () => process.exit(exitCodes.done),
  (error: unknown) => {
    // Commander has said what is wrong already; help and version are no failures.
    if (error instanceof CommanderError) {
      process.exit(error.exitCode === 0 ? exitCodes.done : exitCodes.usage);
    }
    const problem = toProblem(error);
    process.stderr.write(`${problem.message}\n${problem.hint === '' ? '' : `${problem.hint}\n`}`);
    process.exit(exitCodeOf(problem));
  },
);
