import { once } from 'node:events';
import { type Command, InvalidArgumentError } from 'commander';
import type { Expectation, ExpectInput } from '../contract/expect';
import { limits } from '../contract/limits';
import { ProblemError } from '../contract/problem';
import { type Attached, attach } from './attach';
import { appOption, type CommonOptions, collect, dataOption } from './command';
import { usageError } from './exit-codes';
import { visible } from './terminal-row';

interface ExpectOptions extends CommonOptions {
  readonly where?: readonly string[];
  readonly timeout: number;
}

const help = `
It counts from the moment it is armed, which is said on standard error: publish after that line. Then one line says what
came of it; with --json one object does, the reason in "absence" and who got it in "arrival".

A message has arrived when it was sent to at least one client. * in CHANNEL and EVENT stands for any run of characters; a
class name without its namespace matches with any namespace. PATH is a path into the event's data, and all of several
--where have to hold; without =VALUE the path has to be there.

Examples:
  $ hubbub expect orders OrderShipped
  $ hubbub expect 'private-orders.*' OrderShipped --where id=7 --where user.name="Anna B" --timeout 30
  $ hubbub expect orders OrderShipped --json > result.json & sleep 1; php artisan order:ship 7; wait $!

Exit codes: 0 it arrived, 1 it did not (the reason is said), 2 bad usage, 3 no engine, or it went away.`;

export function addExpect(program: Command): void {
  program
    .command('expect')
    .description('Wait for a message, and say that it arrived, or why it did not. For tests and CI.')
    .argument('<CHANNEL>', 'name of the channel')
    .argument('<EVENT>', 'name of the event')
    .option('--where <PATH=VALUE>', "a value the event's data has to have; may be given several times", collect)
    .option('--timeout <S>', 'how long to wait, in seconds', seconds, 10)
    .addOption(appOption('only messages of this app'))
    .addOption(dataOption())
    .option('--json', 'print the result as one line of JSON')
    .addHelpText('after', help)
    .action(async (channel: string, event: string, options: ExpectOptions) => {
      const { where = [], timeout, appId = '' } = options;
      const attached = await attach(options.data);
      const input = { app: appId, channel, event, where, timeoutMs: Math.round(timeout * 1000) };
      const ended = await Promise.race([expected(attached, input), attached.gone]);
      attached.client.close();
      report(ended, options.json === true);
    });
}

/** Arms it and waits. Ctrl-C gives it up. */
async function expected({ client }: Attached, input: ExpectInput): Promise<Expectation> {
  if (input.app !== '') await checkApp(client, input.app);
  const { id } = await client.call('expect.arm', input);
  process.stderr.write(
    `Armed: ${visible(input.event)} on ${visible(input.channel)}, for ${input.timeoutMs / 1000} s.\n`,
  );
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  void interrupted.then(() => client.call('expect.cancel', { id })).catch(() => {});
  return client.call('expect.wait', { id });
}

async function checkApp(client: Attached['client'], app: string): Promise<void> {
  const ids = (await client.call('hub.state', undefined)).apps.map(({ id }) => id);
  if (!ids.includes(app)) throw usageError(`The hub has no app ${app}.`, `It has: ${ids.join(', ')}.`);
}

/** Throws what ends the command with 1. */
function report(ended: Expectation, isJson: boolean): void {
  const { arrival, absence, state } = ended;
  if (isJson) process.stdout.write(`${JSON.stringify(ended)}\n`);
  else if (arrival !== null) process.stdout.write(`${visible(arrivalWords(ended))}\n`);
  if (state === 'cancelled') throw new ProblemError('refused', 'Given up before it arrived.');
  if (absence !== null) {
    const entry = absence.seq === null ? '' : ` (entry ${absence.seq})`;
    throw new ProblemError('refused', visible(`It did not arrive. ${absence.reason}${entry}`), visible(absence.hint));
  }
}

function arrivalWords({ arrival }: Expectation): string {
  if (arrival === null) return '';
  const { channel, event, receivers, seq, afterMs } = arrival;
  const who = receivers === 1 ? '1 client' : `${receivers} clients`;
  return `Arrived after ${(afterMs / 1000).toFixed(2)} s: ${event} on ${channel}, sent to ${who} (entry ${seq}).`;
}

function seconds(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value > 0 && value * 1000 <= limits.expectTimeoutMs)) {
    throw new InvalidArgumentError(`It has to be a number of seconds above 0, up to ${limits.expectTimeoutMs / 1000}.`);
  }
  return Math.max(0.001, value);
}
