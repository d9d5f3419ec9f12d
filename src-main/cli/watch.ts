import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from 'commander';
import { CallClient } from '../contract/call-client';
import { asError, ProblemError } from '../contract/problem';
import type { FieldValue, ProfileField, ProfileInput } from '../contract/profile';
import type { SessionState } from '../contract/session';
import { attach } from './attach';
import { collect, filterHelp, type Installation } from './command';
import { usageError } from './exit-codes';
import { follow } from './follow';
import { visible } from './terminal-row';

interface WatchOptions {
  readonly channel?: readonly string[];
  readonly set?: readonly string[];
  readonly data?: string;
  readonly json?: boolean;
}

const help = `
URL is where to connect, with what is needed to get in:
  pusher://KEY:SECRET@HOST:PORT/APP_ID     Reverb, soketi, laravel-websockets; pushers:// for TLS, ?cluster=eu for Pusher
  mercure+http://:SECRET@HOST:PORT?topic=* a Mercure hub, mercure+https:// for TLS
  sse+http://HOST:PORT/PATH                any event stream
  ws://HOST:PORT/PATH, wss://              any WebSocket
  socket.io+http://HOST:PORT               Socket.IO, laravel-echo-server, laravel-swoole
  redis://:PASSWORD@HOST:PORT              Laravel's redis driver, its queues, streams of Messenger
  amqp://USER:PASSWORD@HOST:PORT/VHOST     exchanges of RabbitMQ
  ably:APP.KEY:SECRET                      Ably, with --channel
  file:storage/logs/laravel.log            broadcasts of Laravel's log driver

With app id and secret every channel of a Pusher server in use is watched, unless --channel names some (presence channels only so: members
would see one more). --set gives any other field of the profile: --set auth=endpoint --set authEndpoint=http://app.test/…

It runs by itself and keeps nothing. With --data the running engine of that folder watches instead, and its capture keeps
what was seen. States of the connection are said on standard error.
${filterHelp}

Examples:
  $ hubbub watch pusher://app-key:app-secret@127.0.0.1:6001/app-id
  $ hubbub watch pusher://your_key@127.0.0.1:8080 --channel orders --json event:OrderShipped

Exit codes: 0 ended by Ctrl-C or by the reader of a pipe, 1 the other side refused for good, 2 bad usage, 3 no engine.`;

export function addWatch(program: Command, installation: Installation): void {
  program
    .command('watch')
    .description('Connect to another server and print what it sends.')
    .argument('<URL>', 'where to connect')
    .argument('[FILTER...]', 'only entries that match')
    .option('--channel <NAME>', 'a channel (topic, room …) to watch; may be repeated', collect)
    .option('--set <FIELD=VALUE>', 'a field of the profile; may be repeated', collect)
    .option('--data <DIR>', 'let the running engine of this folder do it', (text) => resolve(text))
    .option('--json', 'print one JSON object a line')
    .addHelpText('after', help)
    .action((url: string, filter: readonly string[], options: WatchOptions) =>
      watch(url, filter.join(' '), options, installation),
    );
}

async function watch(url: string, filter: string, options: WatchOptions, installation: Installation): Promise<void> {
  const { client, gone, close } =
    options.data === undefined ? await ownEngine(installation) : await attachedEngine(options.data);
  const interrupted = Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  let profile: string | null = null;
  try {
    const { input, lastSeq } = await prepare(client, url, options);
    profile = (await client.call('profile.put', input)).profile.id;
    const followed = follow(client, `source:${profile} ${filter}`, { last: 0, after: lastSeq, json: options.json });
    const told = tellStates(client, profile);
    await client.call('session.connect', { id: profile });
    await Promise.race([followed, told, gone, interrupted]);
  } finally {
    if (profile !== null) await client.call('profile.remove', { id: profile }).catch(() => {});
    client.close();
    await close();
  }
}

async function prepare(client: CallClient, url: string, options: WatchOptions) {
  const parsed = await client.call('profile.parse', { url: absolute(url) });
  const { protocols } = await client.call('engine.describe', undefined);
  const fields = protocols.find(({ id }) => id === parsed.protocol)?.client?.fields ?? [];
  const channels = [...(parsed.channels ?? []), ...(options.channel ?? [])];
  // Those that are named are those that are meant.
  const follows: ProfileInput['fields'] = channels.length > 0 && 'follow' in parsed.fields ? { follow: false } : {};
  const given: ProfileInput = { ...parsed, fields: { ...parsed.fields, ...follows }, channels };
  const input = (options.set ?? []).reduce((before, text) => withField(before, text, fields), given);
  const { viewId, lastSeq } = await client.call('view.open', { filter: '' });
  await client.call('view.close', { viewId });
  return { input, lastSeq };
}

/** A path of a file is meant from where the command runs. */
function absolute(url: string): string {
  const path = /^file:(?!\/)(.+)$/.exec(url)?.[1];
  return path === undefined ? url : pathToFileURL(resolve(path)).href;
}

function withField(input: ProfileInput, text: string, fields: readonly ProfileField[]): ProfileInput {
  const equals = text.indexOf('=');
  const name = text.slice(0, Math.max(0, equals));
  const field = fields.find((one) => one.name === name);
  if (field === undefined) {
    throw usageError(
      `--set ${text}: there is no such field.`,
      `There are ${fields.map((one) => one.name).join(', ')}.`,
    );
  }
  const value = text.slice(equals + 1);
  if (field.input === 'secret' || field.input === 'headers') {
    return { ...input, secrets: { ...input.secrets, [name]: value.replaceAll('\\n', '\n') } };
  }
  return { ...input, fields: { ...input.fields, [name]: fieldValue(field, value) } };
}

function fieldValue({ name, initial }: ProfileField, text: string): FieldValue {
  if (typeof initial === 'boolean') {
    if (text !== 'true' && text !== 'false') throw usageError(`--set ${name}: it is true or false.`);
    return text === 'true';
  }
  if (typeof initial === 'number') {
    if (text.trim() === '' || !Number.isFinite(Number(text))) throw usageError(`--set ${name}: it has to be a number.`);
    return Number(text);
  }
  return text;
}

/** Says how the connection is. Rejects when it has been given up. */
function tellStates(client: CallClient, id: string): Promise<never> {
  return new Promise((_, reject) => {
    let told = '';
    const look = async () => {
      const sessions = await client.call('session.list', undefined).catch(() => []);
      const state = sessions.find(({ profile }) => profile.id === id);
      if (state === undefined) return;
      const words = stateWords(state);
      if (words !== told && words !== '') process.stderr.write(`${visible(words)}\n`);
      told = words;
      if (state.phase !== 'failed') return;
      const { problem, advice } = state;
      const hint = problem?.hint.includes(advice) === true ? problem.hint : `${problem?.hint ?? ''} ${advice}`.trim();
      reject(
        problem === null
          ? new ProblemError('refused', 'It was given up.')
          : asError({ ...problem, code: 'refused', hint }),
      );
    };
    client.signals.on('sessions.changed', () => void look());
    void look();
  });
}

function stateWords({ phase, profile, attempt, problem, channels }: SessionState): string {
  const refused = channels.find(({ state }) => state === 'refused')?.problem;
  switch (phase) {
    case 'connecting':
      // A log that is not there yet is waited for.
      if (attempt === 1 && problem !== null) return `${problem.message} ${problem.hint}`.trim();
      return `Connecting to ${profile.target}${attempt > 1 ? `, attempt ${attempt}` : ''}.`;
    case 'connected':
      return (refused ?? problem)?.message ?? `Connected to ${profile.target}.`;
    case 'waiting':
      return `${problem?.message ?? 'The connection is over.'} It is tried again.`;
    default:
      return '';
  }
}

interface Watching {
  readonly client: CallClient;
  readonly gone: Promise<never>;
  close(): Promise<void>;
}

async function attachedEngine(dataDir: string): Promise<Watching> {
  return { ...(await attach(dataDir)), close: async () => {} };
}

/** An engine without listeners, in a folder that goes with it. */
async function ownEngine({ outDir, version }: Installation): Promise<Watching> {
  const [{ createEngine }, { createPortPair }] = await Promise.all([
    import('../engine/engine'),
    import('../engine/port/port-pair'),
  ]);
  const dataDir = await mkdtemp(join(tmpdir(), 'hubbub-watch-'));
  const engine = await createEngine({ dataDir, workerDir: join(outDir, 'engine'), version, listen: [] });
  const [near, far] = createPortPair();
  engine.attach(far);
  return {
    client: new CallClient(near, () => {}),
    gone: new Promise<never>(() => {}),
    async close() {
      await engine.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
