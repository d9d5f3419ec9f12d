import type { AppSettings } from '../../contract/app';
import { ProblemError } from '../../contract/problem';
import { defaultApp } from '../hub/apps';

/** ID:KEY:SECRET; the secret may hold colons. Throws a ProblemError 'bad-input', which does not repeat the text. */
export function parseApp(text: string): AppSettings {
  const match = /^([^:]+):([^:]+):(.+)$/.exec(text);
  const [, id, key, secret] = match ?? [];
  if (id === undefined || key === undefined || secret === undefined) {
    throw new ProblemError(
      'bad-input',
      '--app wants ID:KEY:SECRET.',
      'Write for example --app 12345:your_app_key:your_app_secret.',
    );
  }
  return { ...defaultApp, id, key, secret };
}
