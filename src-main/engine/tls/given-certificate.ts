import { readFile } from 'node:fs/promises';
import { ProblemError } from '../../contract/problem';
import type { TlsFiles } from '../../contract/tls';
import type { GivenCertificate } from './certificates';
import { checkPair } from './key-pair';

const hint =
  'Look at --tls-cert and --tls-key, or at tls in the settings file: both are PEM, the key without a passphrase.';

/** Reads a certificate and its key. null if none were named. Rejects with a ProblemError 'bad-input'. */
export async function givenCertificate(files: TlsFiles | undefined): Promise<GivenCertificate | null> {
  if (files === undefined) return null;
  if (files.cert === '' || files.key === '') {
    throw new ProblemError('bad-input', 'A certificate for TLS needs its key, and a key its certificate.', hint);
  }
  const [cert, key] = await Promise.all([read(files.cert), read(files.key)]);
  try {
    checkPair({ cert, key });
  } catch (error) {
    const why = (error as Error).message.replace(/^error:[^:]*:[^:]*:[^:]*:/, '');
    throw new ProblemError('bad-input', `${files.cert} and ${files.key} cannot be used for TLS: ${why}.`, hint);
  }
  return { cert, key, files };
}

function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    const why = error.code === 'ENOENT' ? 'it is not there' : error.message;
    throw new ProblemError('bad-input', `The file ${file} cannot be read: ${why}.`, hint);
  });
}
