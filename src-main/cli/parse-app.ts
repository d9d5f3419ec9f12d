import { defaultApp } from '../engine/hub/apps';
import type { AppSettings } from '../engine/hub/hub';
import { usageError } from './exit-codes';

/** ID:KEY:SECRET; the secret may hold colons. */
export function parseApp(text: string): AppSettings {
  const match = /^([^:]+):([^:]+):(.+)$/.exec(text);
  const [, id, key, secret] = match ?? [];
  if (id === undefined || key === undefined || secret === undefined) {
    throw usageError('--app wants ID:KEY:SECRET.', 'Write for example --app 12345:your_app_key:your_app_secret.');
  }
  return { ...defaultApp, id, key, secret };
}
