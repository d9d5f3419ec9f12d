import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { CallClient } from '../contract/call-client';
import type { SendResult } from '../contract/hub';
import { ProblemError } from '../contract/problem';
import { type Attached, attach } from './attach';
import { chooseApp } from './choose-app';
import { appOption, type CommonOptions, dataOption } from './command';
import { usageError } from './exit-codes';

interface SendOptions extends CommonOptions {
  readonly exclude?: string;
  readonly protocol?: string;
  readonly alternate?: readonly string[];
  readonly private?: boolean;
  readonly id?: string;
  readonly retry?: string;
}

const receiptTries = 20;
const receiptEveryMs = 50;
const help = `
The message goes out as if an app server had published it, and is recorded as any other.

Examples:
  $ hubbub send orders OrderShipped '{"id": 7}'
  $ hubbub send presence-room.1 App\\\\Events\\\\Said '"hello"' --exclude 1234.5678
  $ jq -c . order.json | hubbub send orders OrderShipped -
  $ hubbub send https://example.com/orders/7 shipped '{"id": 7}' --private

Exit codes: 0 at least one client was there to receive it, 1 refused, or nobody was there, 2 bad usage, 3 no engine.`;

export function addSend(program: Command): void {
  program
    .command('send')
    .description('Send a message to a channel through the running engine, and say who was there to receive it.')
    .argument('<CHANNEL>', 'name of the channel')
    .argument('<EVENT>', 'name of the event')
    .argument('<JSON>', 'data of the event; - reads it from standard input')
    .option('--exclude <SOCKET_ID>', 'a client that is not to get it')
    .option(
      '--protocol <ID>',
      'protocol to send it by; else the one somebody listens by, or what the flags below belong to',
    )
    .option('--alternate <TOPIC>', 'a further topic of a Mercure update; may come several times', append)
    .option('--private', 'a Mercure update for those alone whose token grants it')
    .option('--id <ID>', 'id of a Mercure update; else the hub makes one')
    .option('--retry <MS>', 'reconnection time a Mercure update tells, ms')
    .addOption(appOption('app to send as, where there are several'))
    .addOption(dataOption())
    .option('--json', 'print the result as one line of JSON')
    .addHelpText('after', help)
    .action(async (channel: string, event: string, data: string, options: SendOptions) => {
      const json = checkJson(data === '-' ? (await text(process.stdin)).trim() : data);
      const attached = await attach(options.data);
      await Promise.race([send(attached, { channel, event, data: json }, options), attached.gone]);
      attached.client.close();
    });
}

async function send(
  { client }: Attached,
  message: { readonly channel: string; readonly event: string; readonly data: string },
  options: SendOptions,
): Promise<void> {
  const { exclude = '', json } = options;
  const protocol = await protocolOf(client, options);
  // Mercure has no apps.
  const app = protocol === 'mercure' ? '' : await chooseApp(client, options.appId);
  const result = await client.call('message.send', {
    protocol,
    app,
    ...message,
    excludeSocketId: exclude,
    alternates: options.alternate,
    isPrivate: options.private,
    id: options.id,
    retry: options.retry,
  });
  const arrived = result.ok ? result.matched - result.excluded : 0;
  if (json === true) {
    process.stdout.write(`${JSON.stringify(result)}\n`);
  } else if (result.ok && arrived > 0) {
    process.stdout.write(`${sentence(message.channel, result)}\n`);
  }
  if (!result.ok) {
    const { code, message: words, hint } = result.problem;
    throw new ProblemError(code === 'bad-input' ? 'refused' : code, words, hint);
  }
  if (arrived === 0) {
    throw new ProblemError('refused', nobody(message.channel, result), await nearMisses(client, result.publish));
  }
}

function append(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value];
}

/** undefined: whatever somebody listens by. */
async function protocolOf(client: CallClient, options: SendOptions): Promise<string | undefined> {
  const { alternate, private: isPrivate, id, retry } = options;
  const isUpdate = [alternate, isPrivate, id, retry].some((one) => one !== undefined);
  const protocol = options.protocol ?? (isUpdate ? 'mercure' : undefined);
  if (protocol === undefined) {
    return undefined;
  }
  const { protocols } = await client.call('engine.describe', undefined);
  const served = protocols.filter(({ supports }) => supports.hub).map((one) => one.id);
  if (!served.includes(protocol)) {
    throw usageError(`The hub does not serve ${protocol}.`, `It serves: ${served.join(', ')}.`);
  }
  if (isUpdate && protocol !== 'mercure') {
    throw usageError(
      `--alternate, --private, --id and --retry are of Mercure updates, not of ${protocol}.`,
      'Leave them out, or say --protocol mercure.',
    );
  }
  return protocol;
}

function checkJson(data: string): string {
  try {
    JSON.parse(data);
    return data;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw usageError(`The data is no JSON: ${why}.`, `Quote it for the shell: '{"id": 7}', and '"text"' for a text.`);
  }
}

function clients(count: number): string {
  return count === 1 ? '1 client' : `${count} clients`;
}

function sentence(channel: string, { publish, matched, excluded }: SendResult & { ok: true }): string {
  const left = excluded === 0 ? '' : `, ${excluded} excluded`;
  return `Sent to ${channel} as entry ${publish}: ${clients(matched - excluded)} of ${matched}${left}.`;
}

function nobody(channel: string, { matched }: SendResult & { ok: true }): string {
  return matched === 0
    ? `Sent to ${channel}, where nobody is subscribed.`
    : `Sent to ${channel}, where the only subscriber is the excluded client.`;
}

/** "One is on private-orders": the capture knows once the entry is stored. */
async function nearMisses(client: CallClient, seq: number): Promise<string> {
  for (let attempt = 0; attempt < receiptTries; attempt += 1) {
    const receipt = await client.call('entry.receipt', { seq });
    if (receipt !== null) {
      const channels = receipt.channels.flatMap((one) => one.nearMisses.map(({ channel }) => channel));
      const names = [...new Set(channels)];
      return names.length === 0 ? '' : `${clients(channels.length)} subscribed to ${names.join(', ')} instead.`;
    }
    await new Promise((resolve) => setTimeout(resolve, receiptEveryMs));
  }
  return '';
}
