import { readFile } from 'node:fs/promises';
import { ProblemError } from '../../contract/problem';
import { type Config, configSchema } from './config-schema';

const hint = 'docs/config.schema.json says what may stand there; an editor checks the file against it as you type.';

/** Reads and checks a settings file. Rejects with a ProblemError 'bad-input' that says which part is wrong. */
export async function readConfig(file: string): Promise<Config> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'it is not there' : error.message;
    throw new ProblemError('bad-input', `The settings file ${file} cannot be read: ${why}.`, 'Look at --config FILE.');
  });
  return checkConfig(parse(text, file), file);
}

function parse(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new ProblemError('bad-input', `${file} is no JSON: ${why}.`, 'Comments and trailing commas are not allowed.');
  }
}

function checkConfig(value: unknown, file: string): Config {
  const result = configSchema.safeParse(value);
  if (result.success) {
    return result.data;
  }
  const issues = result.error.issues.map(({ path, message }) => `${placeOf(path)} ${message}`);
  throw new ProblemError('bad-input', `${file} is not valid: ${issues.join('; ')}.`, hint);
}

function placeOf(path: readonly PropertyKey[]): string {
  const text = path.map((step) => (typeof step === 'number' ? `[${step}]` : `.${String(step)}`)).join('');
  return text === '' ? 'the whole:' : `${text.replace(/^\./, '')}:`;
}
