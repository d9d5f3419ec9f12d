import { createPrivateKey, X509Certificate } from 'node:crypto';
import { isIP } from 'node:net';

/** What TLS is answered with. */
export interface KeyPair {
  /** PEM, the certificate first and those that sign it after it. */
  readonly cert: string;
  /** PEM */
  readonly key: string;
}

/** Throws an Error in words if the two do not belong together, or are no PEM. */
export function checkPair({ cert, key }: KeyPair): X509Certificate {
  const certificate = new X509Certificate(cert);
  if (!certificate.checkPrivateKey(createPrivateKey(key))) {
    throw new Error('the key is not the one of the certificate');
  }
  return certificate;
}

export function covers(certificate: X509Certificate, host: string): boolean {
  return (isIP(host) === 0 ? certificate.checkHost(host) : certificate.checkIP(host)) !== undefined;
}

/** 'localhost', '*.shop.test', '127.0.0.1'. */
export function namesOf(certificate: X509Certificate): readonly string[] {
  const names = (certificate.subjectAltName ?? '').split(', ').flatMap((part) => {
    const [kind, ...rest] = part.split(':');
    return kind === 'DNS' || kind === 'IP Address' ? [shortened(rest.join(':'))] : [];
  });
  return names.length > 0 ? names : [commonName(certificate.subject)];
}

/** The name of who it says it is, for people. */
export function commonName(subject: string): string {
  const line = (field: string) => subject.split('\n').find((one) => one.startsWith(`${field}=`));
  return (line('CN') ?? line('O') ?? subject).replace(/^[A-Z]+=/, '');
}

export function expiresAtMs(certificate: X509Certificate): number {
  return Date.parse(certificate.validTo);
}

/** OpenSSL writes ::1 in full. */
function shortened(address: string): string {
  return address === '0:0:0:0:0:0:0:1' ? '::1' : address;
}
