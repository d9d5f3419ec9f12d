import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { endProcess, freePort } from './redis-server.test-support';
import type { TlsFileNames } from './tls-files.test-support';

/** Debian's; the one in sbin wants to be root. */
const bin = '/usr/lib/rabbitmq/bin';
const readyMs = 90_000;

export interface RabbitServer {
  readonly port: number;
  /** Of the management plugin, if it was asked for. */
  readonly managementPort: number;
  /** Of STOMP and MQTT over WebSocket, if they were asked for. */
  readonly stompPort: number;
  readonly mqttPort: number;
  /** For TLS, if it was given certificates. */
  readonly tlsPort: number;
  /** `rabbitmqctl …`; rejects with what it said. */
  control(...args: readonly string[]): Promise<string>;
  /** Ends it and leaves its folder, so that it can be started again. */
  halt(signal?: NodeJS.Signals): Promise<void>;
  /** Starts it again on the same port. */
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** A real RabbitMQ of our own: a folder and ports of its own, one scheduler, loopback only. */
export async function startRabbit({
  hasManagement = false,
  hasWebSockets = false,
  tls,
}: {
  hasManagement?: boolean;
  /** STOMP and MQTT over WebSocket. */
  hasWebSockets?: boolean;
  tls?: TlsFileNames;
} = {}): Promise<RabbitServer> {
  const dir = mkdtempSync(join(tmpdir(), 'hubbub-rabbit-'));
  const ports = await Promise.all(Array.from({ length: 9 }, () => freePort()));
  const [port = 0, distribution, epmd, api = 0, tlsPort = 0, stompPort = 0, mqttPort = 0, ...plain] = ports;
  const plugins = [
    ...(hasManagement ? ['rabbitmq_management'] : []),
    ...(hasWebSockets ? ['rabbitmq_web_stomp', 'rabbitmq_web_mqtt'] : []),
  ];
  writeFileSync(join(dir, 'enabled_plugins'), `[${plugins.join(',')}].`);
  const settings = [
    ...(hasWebSockets
      ? [
          ...[`web_stomp.tcp.port = ${stompPort}`, 'web_stomp.tcp.ip = 127.0.0.1'],
          ...[`web_mqtt.tcp.port = ${mqttPort}`, 'web_mqtt.tcp.ip = 127.0.0.1'],
          // They bring those without WebSocket along.
          ...[`stomp.listeners.tcp.1 = 127.0.0.1:${plain[0]}`, `mqtt.listeners.tcp.1 = 127.0.0.1:${plain[1]}`],
        ]
      : []),
    ...(hasManagement ? [`management.tcp.port = ${api}`, 'management.tcp.ip = 127.0.0.1'] : []),
    ...(tls === undefined ? [] : tlsSettings(tls, tlsPort)),
  ];
  writeFileSync(join(dir, 'rabbitmq.conf'), settings.map((line) => `${line}\n`).join(''));
  const env = {
    PATH: process.env.PATH ?? '',
    LANG: 'C.UTF-8',
    HOME: dir,
    ERL_EPMD_ADDRESS: '127.0.0.1',
    ERL_EPMD_PORT: String(epmd),
    RABBITMQ_CONF_ENV_FILE: '/dev/null',
    RABBITMQ_NODENAME: `hubbub${port}@localhost`,
    RABBITMQ_NODE_IP_ADDRESS: '127.0.0.1',
    RABBITMQ_NODE_PORT: String(port),
    RABBITMQ_DIST_PORT: String(distribution),
    RABBITMQ_MNESIA_BASE: join(dir, 'mnesia'),
    RABBITMQ_LOG_BASE: join(dir, 'log'),
    RABBITMQ_PID_FILE: join(dir, 'pid'),
    RABBITMQ_ENABLED_PLUGINS_FILE: join(dir, 'enabled_plugins'),
    RABBITMQ_CONFIG_FILE: join(dir, 'rabbitmq'),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1} +S 1:1 +sbwt none',
  };
  const said: string[] = [];
  let child = launch();

  function launch() {
    // A group of its own: the server is a shell that starts Erlang.
    const started = spawn(`${bin}/rabbitmq-server`, [], { env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
    for (const stream of [started.stdout, started.stderr]) stream.on('data', (text) => said.push(String(text)));
    return started;
  }

  async function ready(): Promise<void> {
    const untilMs = Date.now() + readyMs;
    for (;;) {
      if (child.exitCode !== null) throw new Error(`RabbitMQ ended with exit code ${child.exitCode}: ${said.join('')}`);
      if (await answers(port)) return;
      if (Date.now() > untilMs) throw new Error(`RabbitMQ did not start in ${readyMs} ms: ${said.join('')}`);
      await setTimeout(200);
    }
  }

  async function halt(signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
    if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
      try {
        process.kill(-child.pid, signal);
      } catch {
        // It was over by then.
      }
      await endProcess(child, signal);
    }
    while (await answers(port)) await setTimeout(100);
  }

  await ready();
  return {
    port,
    managementPort: api,
    tlsPort,
    stompPort,
    mqttPort,
    async control(...args) {
      return (await promisify(execFile)(`${bin}/rabbitmqctl`, [...args], { env })).stdout;
    },
    halt,
    async start() {
      child = launch();
      await ready();
    },
    async stop() {
      await halt('SIGKILL');
      await promisify(execFile)('epmd', ['-port', String(epmd), '-kill'], { env }).catch(() => {});
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

/** The port is open before the broker takes anybody in: it has to greet us. */
function answers(port: number): Promise<boolean> {
  return new Promise((done) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('AMQP\0\0\x09\x01'));
    const over = (is: boolean) => {
      socket.destroy();
      done(is);
    };
    socket.setTimeout(2_000, () => over(false));
    socket.on('error', () => over(false));
    socket.on('data', () => over(true));
    socket.on('close', () => over(false));
  });
}

/** https://www.rabbitmq.com/docs/ssl */
function tlsSettings({ authority, cert, key }: TlsFileNames, port: number): readonly string[] {
  return [
    `listeners.ssl.1 = 127.0.0.1:${port}`,
    `ssl_options.cacertfile = ${authority}`,
    `ssl_options.certfile = ${cert}`,
    `ssl_options.keyfile = ${key}`,
    'ssl_options.verify = verify_none',
    'ssl_options.fail_if_no_peer_cert = false',
  ];
}
