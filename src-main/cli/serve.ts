import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import type { HostOptions, ProjectBrief } from '../contract/engine-host';
import { tlsFiles } from '../contract/tls';
import { collect, dataOption, type Installation } from './command';
import { type Ready, StartError, Supervisor } from './supervisor';

export interface ServeOptions {
  readonly listen?: readonly string[];
  readonly app?: readonly string[];
  readonly mercureSecret?: readonly string[];
  readonly socketioAuth?: readonly string[];
  readonly relayRedis?: readonly string[];
  readonly sourceRedis?: readonly string[];
  readonly sourceAmqp?: readonly string[];
  readonly redis?: string;
  readonly config?: string;
  readonly dashboard?: string;
  readonly tlsCert?: string;
  readonly tlsKey?: string;
  readonly project?: string;
  readonly data: string;
  readonly json?: boolean;
}

/** A clean end is promised within 2 s. */
const patienceMs = 1_700;
const help = `
Each address answers http, https, ws and wss. Without --listen the hub listens on ports 6001 and 8080 of 127.0.0.1 and ::1; one of these that is taken is skipped with
a note. The engine runs in a child process and is started again if it dies. Ctrl-C ends everything in order.

Examples:
  $ hubbub serve
  $ hubbub serve --listen 127.0.0.1:6001 --app 12345:your_app_key:your_app_secret
  $ hubbub serve --project ~/shop           the app of a project, by its own id, key and secret
  $ hubbub serve --config hubbub.json     several apps, limits: docs/config.schema.json
  $ hubbub serve --json | jq -r .dashboard

Exit codes: 0 ended by Ctrl-C or SIGTERM, 1 it could not start, 2 bad usage, 4 a port or the data folder is taken.`;

export function addServe(program: Command, installation: Installation): void {
  program
    .command('serve')
    .description('Run the hub and its dashboard, without a window, until Ctrl-C.')
    .option('--listen <HOST:PORT>', 'where the hub listens instead of the default ports; may be repeated', collect)
    .option('--app <ID:KEY:SECRET>', 'an app of the hub instead of 12345:your_app_key:…; may be repeated', collect)
    .option('--mercure-secret <SECRET>', 'what Mercure tokens are signed with (HS256); may be repeated', collect)
    .option(
      '--socketio-auth <URL>',
      'who may listen by Socket.IO, instead of http://localhost/broadcasting/auth',
      collect,
    )
    .option(
      '--relay-redis <URL>',
      'redis://HOST:PORT/CHANNEL, sent to WebSockets of the relay; may be repeated',
      collect,
    )
    .option('--source-redis <URL>', "redis://HOST:PORT/PREFIX*, where Laravel's redis driver publishes", collect)
    .option('--source-amqp <URL>', 'amqp://USER:PASSWORD@HOST:PORT/EXCHANGE, where broadcasts are published', collect)
    .option('--redis <URL>', 'redis://HOST:PORT/CHANNEL: all hubs on that channel are one hub, for a team')
    .option('--dashboard <HOST:PORT>', 'where the dashboard listens instead of 127.0.0.1:6002 or the next free port')
    .option('--tls-cert <FILE>', 'certificate (PEM) for https and wss, instead of one that is found or made')
    .option('--tls-key <FILE>', 'key (PEM) of --tls-cert')
    .option(
      '--project <DIR>',
      'a Laravel or Symfony folder: its app is put on the hub, its settings are looked through',
    )
    .option('--config <FILE>', 'settings in JSON; flags win over them')
    .addOption(dataOption())
    .option('--json', 'print one line of JSON when ready')
    .addHelpText('after', help)
    .action((options: ServeOptions) => serve(options, installation));
}

/** Keeps an engine up until SIGINT or SIGTERM. Rejects with a StartError if it cannot start, or not stay up. */
async function serve(options: ServeOptions, { outDir, version }: Installation): Promise<void> {
  const isJson = options.json === true;
  const supervisor = new Supervisor(join(outDir, 'engine', 'served.js'), hostOptions(options, version), {
    ready: (ready, isFirst) => (isFirst ? announce(ready, isJson) : process.stderr.write('The engine is back.\n')),
    died: (how) => process.stderr.write(`${how} It is started again.\n`),
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => supervisor.end(patienceMs));
  try {
    await supervisor.run();
  } catch (error) {
    if (error instanceof StartError) tellTaken(error, isJson);
    throw error;
  }
}

function hostOptions(options: ServeOptions, version: string): HostOptions {
  const { listen, app, mercureSecret, socketioAuth, relayRedis, sourceRedis, sourceAmqp } = options;
  const { config, dashboard, project, redis, data } = options;
  const tls = tlsFiles(options.tlsCert, options.tlsKey);
  return {
    dataDir: data,
    version,
    mustListen: true,
    ...(listen === undefined ? {} : { listen }),
    ...(app === undefined ? {} : { apps: app }),
    ...(mercureSecret === undefined ? {} : { mercureSecrets: mercureSecret }),
    ...(socketioAuth === undefined ? {} : { socketIoAuth: socketioAuth }),
    ...(relayRedis === undefined ? {} : { relayRedis }),
    ...(sourceRedis === undefined ? {} : { sourceRedis }),
    ...(sourceAmqp === undefined ? {} : { sourceAmqp }),
    ...(redis === undefined ? {} : { redis }),
    ...(dashboard === undefined ? {} : { dashboard }),
    ...(tls === undefined ? {} : { tls }),
    ...(project === undefined ? {} : { project: resolve(project) }),
    ...(config === undefined ? {} : { config: resolve(config) }),
  };
}

function announce({ listeners, dashboard, project }: Ready, isJson: boolean): void {
  const hub = listeners.filter(({ state }) => state === 'listening').map(({ url }) => url);
  if (isJson) {
    process.stdout.write(
      `${JSON.stringify({ ready: true, hub, dashboard, ...(project === undefined ? {} : { project }) })}\n`,
    );
    return;
  }
  const skipped = listeners.flatMap(({ problem }) => (problem === null ? [] : [`Skipped: ${problem.message}`]));
  process.stdout.write(
    [
      `Hub: ${hub.join(', ')}`,
      `Dashboard: ${dashboard}`,
      ...(project === undefined ? [] : [projectWords(project)]),
      ...skipped,
      '',
    ].join('\n'),
  );
}

const frameworks = { laravel: 'Laravel', symfony: 'Symfony', none: 'neither Laravel nor Symfony' } as const;

function projectWords({ name, framework, app, findings }: ProjectBrief): string {
  const found =
    findings === 0 ? '' : `; ${findings === 1 ? '1 thing' : `${findings} things`} to look at on the dashboard`;
  return `Project: ${name} (${frameworks[framework]})${app === null ? '' : `, its app ${app} is on the hub`}${found}`;
}

/** An engine that is there already is what was wanted, in most cases: its address is the answer. */
function tellTaken({ takenBy, code, message, hint }: StartError, isJson: boolean): void {
  const dashboard = takenBy?.invitation ?? takenBy?.address;
  if (isJson) {
    process.stdout.write(`${JSON.stringify({ ready: false, problem: { code, message, hint }, dashboard })}\n`);
  } else if (dashboard !== undefined) {
    process.stdout.write(`Dashboard: ${dashboard}\n`);
  }
}
