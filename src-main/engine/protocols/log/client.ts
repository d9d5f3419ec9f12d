import { fileURLToPath } from 'node:url';
import { ProblemError } from '../../../contract/problem';
import type { ClientSide } from '../../clients/client-side';
import { form } from './client/form';
import { LogConnection } from './client/log-connection';

export const client: ClientSide = {
  form,
  parse(url) {
    let path: string;
    try {
      path = fileURLToPath(url);
    } catch (error) {
      throw new ProblemError('bad-input', `${url.href}: ${(error as Error).message}.`, `For example ${form.example}.`);
    }
    const last = url.searchParams.get('last');
    return { name: nameOf(path), protocol: 'log', fields: { path, megabytes: Number(last) || 0 } };
  },
  target: ({ path }) => ({ text: String(path), host: '' }),
  connect: (context, profile) => new LogConnection(context, profile),
};

/** `shop: laravel.log` for /srv/shop/storage/logs/laravel.log. */
function nameOf(path: string): string {
  const parts = path.split(/[\\/]/).filter((part) => part !== '');
  const at = parts.lastIndexOf('storage');
  const file = parts[parts.length - 1] ?? path;
  return at > 0 ? `${parts[at - 1]}: ${file}` : file;
}
