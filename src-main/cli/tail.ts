import { once } from 'node:events';
import { type Command, InvalidArgumentError } from 'commander';
import { attach } from './attach';
import { appOption, type CommonOptions, dataOption, filterHelp } from './command';
import { follow } from './follow';

interface TailOptions extends CommonOptions {
  readonly last: number;
}

const help = `
Begins now, or with the last N entries, and follows until Ctrl-C. With --json each line is an entry with its body, as
export --format ndjson writes it.
${filterHelp}

Examples:
  $ hubbub tail
  $ hubbub tail --last 20 kind:refused
  $ hubbub tail --json channel:orders | jq .body

Exit codes: 0 ended by Ctrl-C or by the reader of a pipe, 2 bad usage, 3 no engine, or it went away.`;

export function addTail(program: Command): void {
  program
    .command('tail')
    .description('Print entries of the running engine as they are recorded.')
    .argument('[FILTER...]', 'only entries that match')
    .option('--last <N>', 'begin with the last N entries that match', count, 0)
    .addOption(appOption('only entries of this app'))
    .addOption(dataOption())
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', help)
    .action(async (filter: readonly string[], options: TailOptions) => {
      const { client, gone } = await attach(options.data);
      const interrupted = once(process, 'SIGINT');
      await Promise.race([follow(client, filter.join(' '), options), gone, interrupted, once(process, 'SIGTERM')]);
      client.close();
    });
}

function count(text: string): number {
  const number = Number(text);
  if (!Number.isSafeInteger(number) || number < 0) throw new InvalidArgumentError('It has to be a number of entries.');
  return number;
}
