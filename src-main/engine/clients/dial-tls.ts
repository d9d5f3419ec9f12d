import { readFileSync } from 'node:fs';
import type { ConnectionOptions } from 'node:tls';
import { ProblemError } from '../../contract/problem';
import type { TlsChoice } from './dial';

/** Options of Node for what a profile decides. Throws a ProblemError 'bad-input' for a file that cannot be read. */
export function dialTls(choice: TlsChoice | undefined): ConnectionOptions {
  if (choice === undefined) return {};
  const { isVerified, authorityFile } = choice;
  return {
    rejectUnauthorized: isVerified,
    ...(authorityFile === '' ? {} : { ca: readAuthority(authorityFile) }),
  };
}

function readAuthority(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const message = `The file of trusted authorities ${file} cannot be read: ${(error as Error).message}.`;
    throw new ProblemError(
      'bad-input',
      message,
      'Name a PEM file, such as rootCA.pem in the folder mkcert -CAROOT prints.',
    );
  }
}
