import type { FieldValue } from '../../contract/profile';
import type { ProjectFinding, ProjectPlace, ProjectRoute, ProjectSystem, ProjectValue } from '../../contract/project';
import { shortHash } from '../capture/known-secrets';
import type { EnvValues } from './env/env-values';
import { type PhpValue, textOf } from './php/php-value';

/** A secret in clear: it stays in the engine. */
export interface ClearApp {
  readonly id: string;
  readonly key: string;
  readonly secret: string;
  readonly place: ProjectPlace | null;
}

/** A target that a profile can be made of, in clear. */
export interface ClearProposal {
  readonly protocol: string;
  readonly name: string;
  /** Without secrets. */
  readonly url: string;
  /** With them, as the protocol's client parses it. */
  readonly address: string;
  /** Of its form, what no address says. */
  readonly fields?: Readonly<Record<string, FieldValue>>;
  readonly place: ProjectPlace | null;
}

/** A line that would point the project at a hub, by what it is to say. */
export interface BlockPlan {
  readonly file: string;
  /** The project's server runs in a container, and reaches this computer by another name. */
  readonly isInContainer: boolean;
  readonly lines: readonly PlannedLine[];
}

/**
 * `means`: what of the hub belongs there. `text` is written as it is; `server`: the host as the project's server reaches the
 * hub, which is another one for a container.
 */
export interface PlannedLine {
  readonly name: string;
  readonly means:
    | { readonly text: string }
    | {
        readonly of:
          | 'serverHost'
          | 'host'
          | 'port'
          | 'scheme'
          | 'mercureServer'
          | 'mercureBrowser'
          | 'id'
          | 'key'
          | 'secret';
      };
  /** What the project has now. */
  readonly now: string | null;
  readonly place: ProjectPlace | null;
  /** The server's variable that a new line of the browser's side repeats, as the skeletons have it. */
  readonly mirrors?: string;
  /** The line there is repeats it already. */
  readonly isMirror?: boolean;
}

/** What one framework's settings say. */
export interface ProjectRead {
  readonly name: string;
  readonly files: readonly string[];
  readonly systems: readonly ProjectSystem[];
  readonly findings: readonly ProjectFinding[];
  readonly proposals: readonly ClearProposal[];
  readonly app: ClearApp | null;
  readonly plan: BlockPlan | null;
  /** What Mercure tokens of the project are signed with. */
  readonly mercureSecrets: readonly string[];
}

export const nothingRead: ProjectRead = {
  name: '',
  files: [],
  systems: [],
  findings: [],
  proposals: [],
  app: null,
  plan: null,
  mercureSecrets: [],
};

export function finding(
  code: ProjectFinding['code'],
  level: ProjectFinding['level'],
  values: ProjectFinding['values'] = {},
  places: readonly (ProjectPlace | null | undefined)[] = [],
): ProjectFinding {
  return { code, level, values, places: places.filter((place): place is ProjectPlace => place != null) };
}

/**
 * A value of a config file under the name of the variable it hangs on, else of its path there. null if there is none. Line
 * 0 stands for a config that is in no file of the project.
 */
export function configValue(value: PhpValue | null, path: string): ProjectValue | null {
  const text = textOf(value);
  if (text === null || value?.kind !== 'scalar') return null;
  const place = value.place.line === 0 ? null : value.place;
  return { name: value.env === '' ? path : value.env, value: text, masked: null, place };
}

export function envValue(env: EnvValues, name: string): ProjectValue | null {
  const found = env.get(name);
  return found === undefined ? null : { name, value: found.value, masked: null, place: found.place };
}

/** A secret as it may leave the engine. */
export function maskValue(value: ProjectValue): ProjectValue {
  return {
    ...value,
    value: '',
    masked: { length: value.value.length, hash: value.value === '' ? '' : shortHash(value.value) },
  };
}

/** An address with a password in it, without the password. */
export function withoutPassword(address: string): string {
  return address.replace(/^([\w+.-]+:\/\/[^/@:]*):[^/@]*@/, '$1:••••@').replace(/(password|auth)=[^&]+/gi, '$1=••••');
}

const usualPorts: Readonly<Record<string, string>> = { http: '80', ws: '80', https: '443', wss: '443' };

export function route(
  scheme: ProjectValue | null,
  host: ProjectValue | null,
  port: ProjectValue | null,
  usual: 'http' | 'ws',
): ProjectRoute {
  if (host === null || host.value === '') return { scheme, host, port, url: '' };
  const isSecure = scheme?.value === 'https' || scheme?.value === 'wss';
  const protocol = `${usual}${isSecure ? 's' : ''}`;
  const at = port === null || port.value === '' || port.value === usualPorts[protocol] ? '' : `:${port.value}`;
  const name = host.value.includes(':') && !host.value.startsWith('[') ? `[${host.value}]` : host.value;
  return { scheme, host, port, url: `${protocol}://${name}${at}` };
}
