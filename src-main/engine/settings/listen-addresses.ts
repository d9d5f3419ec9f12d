import type { ListenAddress } from '../hub/hub';
import { parseAddress } from './parse-address';

/** One of these that is taken is skipped with a note, as is one that was set in Settings: the hub is there all the same. */
const usual: readonly ListenAddress[] = [6001, 8080].flatMap((port) =>
  ['127.0.0.1', '::1'].map((host) => ({ host, port, asked: false })),
);

/** The addresses of `Settings`, HOST:PORT each; null for the usual ones. */
export function keptAddresses(listen: readonly string[] | null): readonly ListenAddress[] {
  return listen === null ? usual : listen.map((text) => ({ ...parseAddress(text), asked: false }));
}

/** An address a flag or a file asked for: one that cannot be had is a Problem. Throws a ProblemError 'bad-input'. */
export function askedFor(text: string): ListenAddress {
  return { ...parseAddress(text), asked: true };
}
