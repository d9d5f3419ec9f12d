import { toProblem } from '../../../contract/problem';
import type { ProjectFinding, ProjectSystem, ProjectValue } from '../../../contract/project';
import { isUrl } from '../../is-url';
import { readEnvFile } from '../env/env-file';
import { type EnvValues, envValues } from '../env/env-values';
import { evaluateConfig } from '../php/evaluate';
import { textOf } from '../php/php-value';
import type { ProjectFiles } from '../project-files';
import {
  type BlockPlan,
  type ClearProposal,
  envValue,
  finding,
  maskValue,
  type ProjectRead,
  withoutPassword,
} from '../project-read';
import { yamlValue } from './env-reference';
import { findMercure, type MercureHub } from './find-mercure';
import { readYaml, type YamlFile } from './yaml-file';

const compiled = '.env.local.php';
/** Where a bundle's part stands: in a file of its own, or in one of all. */
const configFiles = ['mercure', 'messenger', 'framework'].flatMap((name) =>
  ['yaml', 'yml'].map((ending) => `config/packages/${name}.${ending}`),
);
configFiles.push('config/packages.yaml');

/** What a Symfony pushes through: Mercure's hubs and Messenger's transports. */
export async function readSymfony(files: ProjectFiles, folderName: string): Promise<ProjectRead> {
  const read: string[] = [];
  const findings: ProjectFinding[] = [];
  const take = async (path: string) => {
    const text = await files.read(path);
    if (text !== null) read.push(path);
    return text;
  };
  const unreadable = (error: unknown, file: string) =>
    findings.push(finding('file-unreadable', 'warning', { reason: toProblem(error).message }, [{ file, line: 1 }]));
  const env = await readEnv(take, findings, unreadable);
  const yaml = async (path: string): Promise<YamlFile | null> => {
    const text = await take(path);
    try {
      return text === null ? null : readYaml(text, path);
    } catch (error) {
      unreadable(error, path);
      return null;
    }
  };
  const configs: YamlFile[] = [];
  for (const path of configFiles) {
    const config = await yaml(path);
    if (config !== null) configs.push(config);
  }
  const configured = configs.flatMap((config) => mercureHubs(config, env));
  const hubs = configured.length > 0 ? configured : handMadeHub(env);
  const transports = configs.flatMap((config) => messengerTransports(config, env));
  return {
    name: folderName,
    files: read,
    systems: [...hubs.map((hub, at) => mercureSystem(hub, at === 0)), ...transports.map(transportSystem)],
    findings: [...findings, ...hubs.flatMap(findMercure)],
    proposals: [
      ...hubs.flatMap((hub) => mercureProposal(hub, folderName)),
      ...transports.flatMap((one) => transportProposal(one, folderName)),
    ],
    app: null,
    plan: planOf(hubs[0]),
    mercureSecrets: hubs.flatMap(({ secret }) => (secret === null || secret.value === '' ? [] : [secret.value])),
  };
}

/** `.env`, `.env.local`, `.env.$APP_ENV`, `.env.$APP_ENV.local`; where it was compiled, `.env.local.php` alone (Dotenv::bootEnv). */
async function readEnv(
  take: (path: string) => Promise<string | null>,
  findings: ProjectFinding[],
  unreadable: (error: unknown, file: string) => void,
): Promise<EnvValues> {
  const dump = await take(compiled);
  if (dump !== null) {
    try {
      const value = evaluateConfig(dump, compiled, new Map());
      findings.push(finding('config-cached', 'warning', {}, [{ file: compiled, line: 1 }]));
      const items = value?.kind === 'array' ? [...value.items] : [];
      return new Map(
        items.flatMap(([name, one]) =>
          one.kind === 'scalar' ? [[name, { value: textOf(one) ?? '', place: one.place }] as const] : [],
        ),
      );
    } catch (error) {
      unreadable(error, compiled);
    }
  }
  const parts: { file: string; read: ReturnType<typeof readEnvFile> }[] = [];
  const add = async (file: string) => {
    const text = await take(file);
    if (text !== null) parts.push({ file, read: readEnvFile(text, 'symfony') });
  };
  await add('.env');
  const name = () => envValues(parts, 'symfony').get('APP_ENV')?.value || 'dev';
  if (name() !== 'test') await add('.env.local');
  const chosen = name();
  if (/^\w+$/.test(chosen) && chosen !== 'local') {
    await add(`.env.${chosen}`);
    await add(`.env.${chosen}.local`);
  }
  if (parts.length === 0) findings.push(finding('env-missing', 'warning'));
  for (const { file, read } of parts) {
    for (const { line, reason } of read.faults) {
      findings.push(
        finding('file-unreadable', 'warning', { reason: `${file} line ${line}: ${reason}.` }, [{ file, line }]),
      );
    }
    for (const { name: variable, line, hasCommand } of read.entries) {
      if (hasCommand) findings.push(finding('env-command', 'note', { name: variable }, [{ file, line }]));
    }
  }
  return envValues(parts, 'symfony');
}

/** symfony/mercure without its bundle, wired by services: the variables are those of the recipe all the same. */
function handMadeHub(env: EnvValues): readonly MercureHub[] {
  const url = envValue(env, 'MERCURE_URL');
  if (url === null) return [];
  const secret = envValue(env, 'MERCURE_JWT_SECRET');
  const publicUrl = envValue(env, 'MERCURE_PUBLIC_URL') ?? url;
  const wired = { hasOldSecret: false, oldSecretPlace: null, jwtPlace: null, publishes: true, provider: null };
  return [{ name: 'default', url, publicUrl, secret, token: null, ...wired }];
}

function mercureHubs(yaml: YamlFile, env: EnvValues): readonly MercureHub[] {
  const names = yaml.keys('mercure', 'hubs');
  return names.map((name) => {
    const path = ['mercure', 'hubs', name];
    const value = (...rest: string[]): ProjectValue | null => {
      const text = yaml.text(...path, ...rest);
      return text === null ? null : yamlValue([...path, ...rest].join('.'), text, env, yaml.place(...path, ...rest));
    };
    const url = value('url');
    return {
      name,
      url,
      publicUrl: value('public_url') ?? url,
      // The bundle takes `jwt: text` for a token, not for a secret.
      token: value('jwt') ?? value('jwt', 'value'),
      secret: value('jwt', 'secret') ?? value('jwt_secret'),
      hasOldSecret: yaml.place(...path, 'jwt_secret') !== null,
      oldSecretPlace: yaml.place(...path, 'jwt_secret'),
      jwtPlace: yaml.place(...path, 'jwt'),
      publishes: yaml.place(...path, 'jwt', 'publish') !== null,
      provider: yaml.text(...path, 'jwt', 'provider') ?? yaml.text(...path, 'jwt', 'factory'),
    };
  });
}

interface Transport {
  readonly name: string;
  readonly dsn: ProjectValue;
}

function messengerTransports(yaml: YamlFile, env: EnvValues): readonly Transport[] {
  const path = ['framework', 'messenger', 'transports'];
  return yaml.keys(...path).flatMap((name) => {
    const at = yaml.text(...path, name) === null ? [...path, name, 'dsn'] : [...path, name];
    const text = yaml.text(...at);
    return text === null ? [] : [{ name, dsn: yamlValue(at.join('.'), text, env, yaml.place(...at)) }];
  });
}

function mercureSystem(hub: MercureHub, isInUse: boolean): ProjectSystem {
  const shown = [
    hub.url,
    hub.publicUrl,
    hub.secret === null ? null : maskValue(hub.secret),
    hub.token === null ? null : maskValue(hub.token),
  ];
  return {
    name: hub.name,
    driver: 'mercure',
    isInUse,
    values: shown.filter((one): one is ProjectValue => one !== null),
    server: routeOf(hub.url),
    browser: routeOf(hub.publicUrl),
  };
}

function routeOf(url: ProjectValue | null): ProjectSystem['server'] {
  return url === null ? null : { scheme: null, host: url, port: null, url: url.value };
}

function mercureProposal(hub: MercureHub, project: string): readonly ClearProposal[] {
  const { name, publicUrl, secret } = hub;
  const url = publicUrl?.value || hub.url?.value || '';
  if (!/^https?:\/\//.test(url)) return [];
  const signed = secret === null ? '' : `:${encodeURIComponent(secret.value)}@`;
  const address = `mercure+${url.replace('://', `://${signed}`)}`;
  return [{ protocol: 'mercure', name: `${project} ${name}`, url, address, place: publicUrl?.place ?? null }];
}

function transportSystem({ name, dsn }: Transport): ProjectSystem {
  const shown = { ...dsn, value: withoutPassword(dsn.value) };
  return { name, driver: 'messenger', isInUse: true, values: [shown], server: null, browser: null };
}

const transportProtocols: Readonly<Record<string, string>> = {
  redis: 'redis',
  rediss: 'redis',
  valkey: 'redis',
  amqp: 'amqp',
  amqps: 'amqp',
};

function transportProposal({ name, dsn }: Transport, project: string): readonly ClearProposal[] {
  const protocol = transportProtocols[/^([\w+]+):/.exec(dsn.value)?.[1] ?? ''];
  if (protocol === undefined) return [];
  const address = protocol === 'redis' ? streamAddress(dsn.value) : dsn.value;
  return [{ protocol, name: `${project} ${name}`, url: withoutPassword(dsn.value), address, place: dsn.place }];
}

/** Messenger's DSN names a stream, a group and a consumer behind the host; `messages` where it names none. */
function streamAddress(dsn: string): string {
  if (!isUrl(dsn)) return dsn;
  const { protocol, username, password, host, pathname } = new URL(dsn);
  const [stream = 'messages'] = pathname.split('/').filter((part) => part !== '');
  const login = username === '' && password === '' ? '' : `${username}:${password}@`;
  const scheme = protocol === 'rediss:' ? 'rediss' : 'redis';
  return `${scheme}://${login}${host}?stream=${encodeURIComponent(stream)}`;
}

/** The two addresses; its secret stays the project's, which the hub is told. */
function planOf(hub: MercureHub | undefined): BlockPlan | null {
  if (hub === undefined) return null;
  const line = (value: ProjectValue | null, usual: string, of: 'mercureServer' | 'mercureBrowser') => {
    const name = value === null || value.name.includes('.') ? usual : value.name;
    return { name, means: { of }, now: value?.value ?? null, place: value?.place ?? null } as const;
  };
  return {
    file: '.env',
    isInContainer: false,
    lines: [line(hub.url, 'MERCURE_URL', 'mercureServer'), line(hub.publicUrl, 'MERCURE_PUBLIC_URL', 'mercureBrowser')],
  };
}
