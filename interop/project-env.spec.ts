import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type EnvDialect, readEnvFile } from '../src-main/engine/project/env/env-file';
import { envValues } from '../src-main/engine/project/env/env-values';
import { run } from './support/php';

/** Reads a file with the framework's own reader and prints what it makes of it; `null` if it refuses the file. */
const readers: Readonly<Record<EnvDialect, string>> = {
  phpdotenv: `require '${resolve('interop/laravel/vendor/autoload.php')}';
    try { echo json_encode(Dotenv\\Dotenv::parse(file_get_contents($argv[1])), JSON_FORCE_OBJECT); } catch (Throwable $e) { echo 'null'; }`,
  symfony: `require 'Symfony/Component/Dotenv/autoload.php';
    try { echo json_encode((new Symfony\\Component\\Dotenv\\Dotenv())->parse(file_get_contents($argv[1])), JSON_FORCE_OBJECT); }
    catch (Throwable $e) { echo 'null'; }`,
};

let dir = '';
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'hubbub-env-'));
});
afterAll(() => rm(dir, { recursive: true, force: true }));

const both = [
  'A=plain\nB="${A}/x"\nC=\'${A}\'\n',
  '# note\nexport A=1\nB="two words" # note\nC=\n',
  'A="say \\"hi\\""\nB="line\\nbreak"\nC="\\$A"\n',
  'A=1\nA=2\nB="${A}"\n',
  'A="two\nlines"\nB=x\n',
  'A=value # note\nB=http://localhost/x\nC=x=y\n',
  'A=two words\n',
  'A="open\n',
  '\nA=1\r\nB=2\r\n',
];
const own: Readonly<Record<EnvDialect, readonly string[]>> = {
  phpdotenv: ['A=a#b\n', 'A="${NONE}"\n', 'A=$B\nB=1\n', 'B=1\nA=${B}/x\n', 'A=\'it\'\nB="a#b"\n'],
  symfony: ['A=a#b\n', 'A="${NONE}"\n', 'B=1\nA=$B/x\n', 'A=${NONE:-usual}\n', "A='one\ntwo'\n", 'A=a\\$b\n'],
};

for (const dialect of ['phpdotenv', 'symfony'] as const) {
  test.each([...both, ...own[dialect]])(`%j is to us what it is to ${dialect}`, async (text) => {
    const file = join(dir, `${dialect}.env`);
    await writeFile(file, text);
    const { output } = await run('php', ['-d', 'error_reporting=8191', '-r', readers[dialect], file]);
    const theirs = JSON.parse(output) as Record<string, string> | null;
    const read = readEnvFile(text, dialect);
    const ours = Object.fromEntries(
      [...envValues([{ file, read }], dialect)].map(([name, { value }]) => [name, value]),
    );
    expect(read.faults.length === 0).toBe(theirs !== null);
    if (theirs !== null) expect(ours).toEqual(theirs);
  });
}
