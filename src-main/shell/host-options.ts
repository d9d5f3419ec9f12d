import { resolve } from 'node:path';
import { defaultDataDir } from '../contract/data-dir';
import type { HostOptions } from '../contract/engine-host';
import { tlsFiles } from '../contract/tls';

/**
 * What the app's own arguments say, with the names that `hubbub serve` has for them: --data, --config, --dashboard, --project, --redis,
 * --tls-cert, --tls-key, and --listen, --app, --mercure-secret, --socketio-auth, --relay-redis, --source-redis
 * and --source-amqp as often as wanted. Anything else is for Electron and Chromium.
 */
export function hostOptions(argv: readonly string[], home: string, version: string): HostOptions {
  const all = (flag: string) =>
    argv.flatMap((argument, at) => {
      if (argument.startsWith(`${flag}=`)) return [argument.slice(flag.length + 1)];
      return argument === flag ? argv.slice(at + 1, at + 2) : [];
    });
  const last = (flag: string) => all(flag).at(-1);
  const listen = all('--listen');
  const apps = all('--app');
  const mercureSecrets = all('--mercure-secret');
  const socketIoAuth = all('--socketio-auth');
  const relayRedis = all('--relay-redis');
  const sourceRedis = all('--source-redis');
  const sourceAmqp = all('--source-amqp');
  const redis = last('--redis');
  const dashboard = last('--dashboard');
  const config = last('--config');
  const tls = tlsFiles(last('--tls-cert'), last('--tls-key'));
  const project = last('--project');
  return {
    dataDir: resolve(last('--data') ?? defaultDataDir({ platform: process.platform, home, env: process.env })),
    version,
    mustListen: false,
    ...(listen.length === 0 ? {} : { listen }),
    ...(apps.length === 0 ? {} : { apps }),
    ...(mercureSecrets.length === 0 ? {} : { mercureSecrets }),
    ...(socketIoAuth.length === 0 ? {} : { socketIoAuth }),
    ...(relayRedis.length === 0 ? {} : { relayRedis }),
    ...(sourceRedis.length === 0 ? {} : { sourceRedis }),
    ...(sourceAmqp.length === 0 ? {} : { sourceAmqp }),
    ...(redis === undefined ? {} : { redis }),
    ...(dashboard === undefined ? {} : { dashboard }),
    ...(tls === undefined ? {} : { tls }),
    ...(project === undefined ? {} : { project: resolve(project) }),
    ...(config === undefined ? {} : { config: resolve(config) }),
  };
}
