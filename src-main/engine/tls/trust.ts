import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Trust } from '../../contract/tls';
import type { TlsSystem } from './places';

/** What the system's own tools read on Linux: Debian, Fedora, SUSE, Alpine and Arch. */
const linuxBundles = [
  '/etc/ssl/certs/ca-certificates.crt',
  '/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem',
  '/etc/ssl/ca-bundle.pem',
  '/etc/ssl/cert.pem',
];

/** Who trusts a certificate, by its PEM (the first one in it) and the file that holds it. */
export async function trustIn(
  system: TlsSystem,
  pem: string,
  file: string,
  bundles: readonly string[] = linuxBundles,
): Promise<{ readonly system: Trust; readonly browsers: Trust }> {
  const certificate = new X509Certificate(pem);
  switch (system.platform) {
    case 'linux':
      return {
        system: await inBundles(certificate, bundles),
        browsers: await inFile(certificate.raw, join(system.home, '.pki', 'nssdb', 'cert9.db')),
      };
    case 'macos': {
      // Chromium and Safari ask the keychain, as everything of the system does.
      const trust = answerOf(
        await system.run('/usr/bin/security', ['verify-cert', '-c', file, '-p', 'ssl', '-L', '-l']),
      );
      return { system: trust, browsers: trust };
    }
    case 'windows': {
      const sha1 = certificate.fingerprint.replaceAll(':', '');
      const ofUser = await system.run('certutil.exe', ['-user', '-verifystore', 'Root', sha1]);
      const trust = ofUser === 0 ? 'yes' : answerOf(await system.run('certutil.exe', ['-verifystore', 'Root', sha1]));
      return { system: trust, browsers: trust };
    }
    default:
      return { system: 'unknown', browsers: 'unknown' };
  }
}

function answerOf(code: number | null): Trust {
  if (code === null) return 'unknown';
  return code === 0 ? 'yes' : 'no';
}

async function inBundles(certificate: X509Certificate, files: readonly string[]): Promise<Trust> {
  const wanted = certificate.raw.toString('base64');
  const texts = await Promise.all(files.map((file) => readFile(file, 'latin1').catch(() => null)));
  const known = texts.filter((text): text is string => text !== null);
  if (known.length === 0) return 'unknown';
  const isThere = known.some((text) => text.replace(/\s/g, '').includes(wanted));
  return isThere || known.some((text) => isSignedIn(certificate, text)) ? 'yes' : 'no';
}

function isSignedIn(certificate: X509Certificate, bundle: string): boolean {
  if (certificate.issuer === certificate.subject) return false;
  return (bundle.match(pemPattern) ?? []).some((pem) => {
    const authority = readCertificate(pem);
    return authority !== null && certificate.checkIssued(authority) && certificate.verify(authority.publicKey);
  });
}

const pemPattern = /-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g;

function readCertificate(pem: string): X509Certificate | null {
  try {
    return new X509Certificate(pem);
  } catch {
    return null;
  }
}

/** The store of NSS is a SQLite file in which certificates stand as they are. Without one there is nothing to trust it. */
async function inFile(der: Buffer, file: string): Promise<Trust> {
  const bytes = await readFile(file).catch(() => null);
  return bytes?.includes(der) === true ? 'yes' : 'no';
}
