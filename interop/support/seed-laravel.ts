import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join, resolve } from 'node:path';
import { build } from 'vite';
import type { Settings } from './php';
import { run, servePhp } from './php';
import type { Erratum } from './seed-errata';

/** What a fresh project has besides the samples, as the smallest of its kind. */
const skeleton = {
  'app/Http/Controllers/Controller.php': '<?php\n\nnamespace App\\Http\\Controllers;\n\nabstract class Controller {}\n',
  'resources/js/app.js': "import './bootstrap';\n",
  // What is built lies there as files; every other address is Laravel's.
  'server.php': `<?php

if (is_file(__DIR__ . '/public' . parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH))) {
    return false;
}
require __DIR__ . '/public/index.php';
`,
  'resources/css/app.css': 'body { font-family: sans-serif; }\n',
};

/**
 * The application of the samples in `out/seed/NAME`: the base of interop/laravel with the samples over it and some of the
 * errata applied. Inside the project's folder, so that its page finds laravel-echo and pusher-js.
 */
export async function seedLaravel(name: string, errata: readonly Erratum[]): Promise<SeedApp> {
  const dir = resolve('out/seed', name);
  const samples = `${dir}-samples`;
  for (const folder of [dir, samples]) await rm(folder, { recursive: true, force: true });
  await cp('interop/seed/laravel', samples, { recursive: true });
  for (const { diff, title } of errata) await apply(samples, diff, title);
  await cp('interop/laravel', dir, { recursive: true, filter: (path) => basename(path) !== 'vendor' });
  await cp(samples, dir, { recursive: true, filter: (path) => basename(path) !== '.env' });
  const base = await readFile(join(dir, '.env'), 'utf8');
  const ownEnv = base.split('\n').filter((line) => !/^(BROADCAST|PUSHER|REVERB)_/.test(line));
  const part = (path: string) => readFile(join(samples, `${path}.part`), 'utf8');
  const sampleEnv = await readFile(join(samples, '.env'), 'utf8');
  const files: Readonly<Record<string, string>> = {
    ...skeleton,
    '.env': `${ownEnv.join('\n')}\n${sampleEnv}`,
    // As the skeleton of Laravel 11 begins it; the sample is its list of connections.
    'config/broadcasting.php': `<?php\n\nreturn [\n    'default' => env('BROADCAST_CONNECTION', 'null'),\n${await part('config/broadcasting.php')}];\n`,
    'routes/web.php': `<?php\n\nuse Illuminate\\Support\\Facades\\Route;\n\n${await part('routes/web.php')}`,
    'vendor/autoload.php': `<?php\n\n$loader = require '${resolve('interop/laravel/vendor/autoload.php')}';\n$loader->setPsr4('App\\\\', __DIR__ . '/../app');\n\nreturn $loader;\n`,
  };
  for (const [path, text] of Object.entries(files)) {
    await mkdir(join(dir, path, '..'), { recursive: true });
    await writeFile(join(dir, path), text);
  }
  return {
    dir,
    page: (env) => buildPage(dir, env),
    serve: (settings) => servePhp(dir, ['-t', 'public', 'server.php'], settings),
  };
}

export interface SeedApp {
  readonly dir: string;
  /** `npm run build` of the page, with these variables over those of `.env`. */
  page(env: Settings): Promise<void>;
  serve(settings: Settings): ReturnType<typeof servePhp>;
}

/** Applies a diff as it stands; one that does not fit fails. */
export async function apply(dir: string, diff: string, title: string): Promise<void> {
  const file = join(dir, '..', `${basename(dir)}.diff`);
  await writeFile(file, diff);
  // Outside any repository: what a repository ignores would be passed over.
  const { code, output } = await run('git', ['apply', '-p1', file], dir, { GIT_CEILING_DIRECTORIES: join(dir, '..') });
  if (code !== 0) throw new Error(`The diff of "${title}" does not apply: ${output}`);
}

async function buildPage(root: string, env: Settings): Promise<void> {
  const before = { ...process.env };
  Object.assign(process.env, env);
  try {
    await build({
      root,
      configFile: false,
      logLevel: 'error',
      publicDir: false,
      base: '/build/',
      build: {
        manifest: 'manifest.json',
        outDir: 'public/build',
        minify: false,
        rollupOptions: { input: ['resources/js/app.js', 'resources/css/app.css'].map((path) => join(root, path)) },
      },
    });
  } finally {
    for (const name of Object.keys(env)) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}
