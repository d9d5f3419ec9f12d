import { toProblem } from '../../../contract/problem';
import type { ProjectFinding } from '../../../contract/project';
import { readEnvFile } from '../env/env-file';
import { type EnvValues, envValues } from '../env/env-values';
import { viteValues } from '../env/vite-values';
import { evaluateConfig } from '../php/evaluate';
import { at, type PhpValue } from '../php/php-value';
import type { ProjectFiles } from '../project-files';
import { finding } from '../project-read';
import { baseBroadcasting, baseDatabase } from './base-config';

/** What the files of a Laravel say, before anything is made of it. */
export interface LaravelSettings {
  readonly files: readonly string[];
  readonly env: EnvValues;
  /** What `import.meta.env` has: other files, read by other rules. */
  readonly browser: EnvValues;
  readonly broadcasting: PhpValue | null;
  /** Whether the project has a config/broadcasting.php of its own. */
  readonly hasBroadcasting: boolean;
  readonly database: PhpValue | null;
  readonly reverb: PhpValue | null;
  /** config/websockets.php of beyondcode/laravel-websockets. */
  readonly websockets: PhpValue | null;
  /** The first number of the framework's version, as composer.json asks for it; null if it does not say. */
  readonly major: number | null;
  readonly usesSail: boolean;
  readonly findings: readonly ProjectFinding[];
}

const cached = 'bootstrap/cache/config.php';
const mostEnvironments = 10;
const viteFiles = ['.env', '.env.local', '.env.development', '.env.development.local'];

/**
 * In Laravel's order of truth: a cached config is all there is; without one the config files, with what `.env` says. The
 * environment of the PHP process, which wins over `.env`, cannot be seen from outside.
 */
export async function readLaravelSettings(files: ProjectFiles, composer: Composer): Promise<LaravelSettings> {
  const read: string[] = [];
  const findings: ProjectFinding[] = [];
  const take = async (path: string) => {
    const text = await files.read(path);
    if (text !== null) read.push(path);
    return text;
  };
  const evaluated = (text: string | null, path: string, env: EnvValues): PhpValue | null => {
    try {
      return text === null ? null : evaluateConfig(text, path, env);
    } catch (error) {
      findings.push(
        finding('file-unreadable', 'warning', { reason: toProblem(error).message }, [{ file: path, line: 1 }]),
      );
      return null;
    }
  };

  const envText = await take('.env');
  if (envText === null) findings.push(finding('env-missing', 'warning'));
  const envFile = readEnvFile(envText ?? '', 'phpdotenv');
  for (const { line, reason } of envFile.faults) {
    findings.push(
      finding('file-unreadable', 'warning', { reason: `.env line ${line}: ${reason}.` }, [{ file: '.env', line }]),
    );
  }
  const env = envValues([{ file: '.env', read: envFile }], 'phpdotenv');
  const forVite: { file: string; text: string }[] = [];
  for (const file of viteFiles) {
    const text = file === '.env' ? envText : await take(file);
    if (text !== null) forVite.push({ file, text });
  }

  const cache = evaluated(await take(cached), cached, env);
  if (cache !== null) findings.push(finding('config-cached', 'warning', {}, [{ file: cached, line: 1 }]));
  else findings.push(...(await otherEnvironments(files, env)));
  const config = async (name: string, base: string | null) => {
    const path = `config/${name}.php`;
    const fromCache = at(cache, name);
    if (fromCache !== null) return { value: fromCache, isOwn: true };
    const text = await take(path);
    const own = evaluated(text, path, env);
    const usual = base === null ? null : withoutPlaces(evaluated(base, path, env));
    return { value: own ?? usual, isOwn: text !== null };
  };
  const broadcasting = await config('broadcasting', baseBroadcasting);
  return {
    files: read,
    env,
    browser: viteValues(forVite),
    broadcasting: broadcasting.value,
    hasBroadcasting: broadcasting.isOwn,
    database: (await config('database', baseDatabase)).value,
    reverb: (await config('reverb', null)).value,
    websockets: (await config('websockets', null)).value,
    major: majorOf(composer.wants['laravel/framework']),
    usesSail: 'laravel/sail' in composer.wants,
    findings,
  };
}

/** Read by Vite as well or as a pattern, and by tests. */
const usualEnvFiles = /^\.env\.(?:example|dist|testing|local|development|production)(?:\.|$)/;
const broadcasts = /^(?:BROADCAST|PUSHER|REVERB|ABLY|REDIS|QUEUE)_/;

/**
 * `.env.staging` is read in the place of `.env` where APP_ENV=staging is set outside of it (Laravel's
 * LoadEnvironmentVariables), which cannot be seen from here: told where it would make a difference.
 */
async function otherEnvironments(files: ProjectFiles, env: EnvValues): Promise<readonly ProjectFinding[]> {
  const there = (await files.list('')).filter(({ name, isFolder }) => {
    return !isFolder && /^\.env\.[\w-]+$/.test(name) && !usualEnvFiles.test(name);
  });
  const found: ProjectFinding[] = [];
  for (const { name: file } of there.slice(0, mostEnvironments)) {
    const read = readEnvFile((await files.read(file)) ?? '', 'phpdotenv');
    const other = envValues([{ file, read }], 'phpdotenv');
    const different = [...other].filter(([name, { value }]) => broadcasts.test(name) && env.get(name)?.value !== value);
    const [first] = different;
    if (first === undefined) continue;
    const values = { file, environment: file.slice('.env.'.length), names: different.map(([name]) => name).join(', ') };
    found.push(finding('env-other', 'note', values, [first[1].place]));
  }
  return found;
}

/** What composer.json asks for, development included. */
export interface Composer {
  readonly wants: Readonly<Record<string, string>>;
}

function majorOf(version: string | undefined): number | null {
  const digits = /(\d+)/.exec(version ?? '')?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Of a config that stands in no file of the project only what was set in `.env` has a place; line 0 says none. */
function withoutPlaces(value: PhpValue | null): PhpValue | null {
  if (value === null) return null;
  if (value.kind === 'array') {
    return { ...value, items: new Map([...value.items].map(([key, item]) => [key, withoutPlaces(item) ?? item])) };
  }
  return value.place.file.startsWith('config/') ? { ...value, place: { ...value.place, line: 0 } } : value;
}
