import type { Problem } from './problem';

/** Whether something trusts a certificate; unknown where this system does not tell. */
export type Trust = 'yes' | 'no' | 'unknown';

/**
 * By whom a certificate of the hub was made: `given` by --tls-cert or the settings file, `valet` and `herd` for a site,
 * made here and signed by the authority of `mkcert`, or by the hub's `own`.
 */
export type CertificateSource = 'given' | 'valet' | 'herd' | 'mkcert' | 'own';

/** A certificate the hub answers TLS with. */
export interface CertificateState {
  readonly source: CertificateSource;
  /** Hosts it is good for: 'localhost', '*.shop.test', '127.0.0.1'. */
  readonly names: readonly string[];
  readonly issuer: string;
  /** When it, or the authority that signs it, ends; milliseconds since the epoch. */
  readonly expiresAtMs: number;
  /** Absolute path of the certificate that has to be trusted; '' if it is not known where it is. */
  readonly authorityFile: string;
  /** Trusted by the store of the operating system, which curl, PHP on Linux and Safari ask. */
  readonly system: Trust;
  /** Trusted by browsers of Chromium's family: on Linux they ask a store of their own too. */
  readonly browsers: Trust;
}

/** What the hub answers TLS with, and who trusts it. */
export interface TlsState {
  readonly platform: 'linux' | 'macos' | 'windows' | 'other';
  /** In the order in which they are asked for the name a client wants. */
  readonly certificates: readonly CertificateState[];
  /** A certificate that was found and cannot be used, an authority that cannot be made. */
  readonly problems: readonly Problem[];
}

/** A certificate and its key, as files. */
export interface TlsFiles {
  readonly cert: string;
  readonly key: string;
}

/** From two flags. Only one of them is kept as well, so that reading the other, which is not there, says what is missing. */
export function tlsFiles(cert: string | undefined, key: string | undefined): TlsFiles | undefined {
  return cert === undefined && key === undefined ? undefined : { cert: cert ?? '', key: key ?? '' };
}
