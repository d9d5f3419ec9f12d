import { X509Certificate } from 'node:crypto';
import { join } from 'node:path';
import type { Problem } from '../../contract/problem';
import type { CertificateState, TlsFiles, TlsState } from '../../contract/tls';
import type { Clock } from '../clock';
import type { HubTls } from '../hub/tls-face';
import { checkPair, commonName, covers, expiresAtMs, type KeyPair, namesOf } from './key-pair';
import type { Issuer } from './make-certificate';
import { ownAuthority, readPair, type StoredAuthority } from './own-authority';
import { isPermitted } from './permitted-names';
import { mkcertFolder, siteFolders, type TlsSystem } from './places';
import { listSites, type SiteCertificate, siteCertificate } from './site-certificates';
import { trustIn } from './trust';

/** What was given by flag or file, read and found good. */
export interface GivenCertificate extends KeyPair {
  readonly files: TlsFiles;
}

export interface CertificatesOptions {
  readonly dataDir: string;
  readonly clock: Clock;
  readonly system: TlsSystem;
  readonly given: GivenCertificate | null;
}

const usualHosts = ['localhost', '127.0.0.1', '::1'] as const;
/** Certificates made for names that clients asked for. */
const mostLeaves = 200;
/** For so long an authority is not looked for again. */
const foundForMs = 10_000;
const renewMs = 30 * 86_400_000;

interface Authority {
  readonly source: 'mkcert' | 'own';
  readonly stored: StoredAuthority;
  readonly issuer: Issuer;
}

/**
 * What the hub answers TLS with. For the name a client wants, the first of: what was given, what Valet or Herd made for that
 * site, one made here and signed by mkcert's authority, or else by the hub's own. Nothing is made before it is asked for.
 */
export class Certificates implements HubTls {
  private readonly leaves = new Map<string, { readonly pair: KeyPair; readonly goodToMs: number }>();
  private authority: { readonly atMs: number; readonly found: Promise<Authority> } | null = null;
  private mkcertProblem: Problem | null = null;

  constructor(private readonly options: CertificatesOptions) {}

  /** Rejects if an authority cannot be made. */
  async pairFor(host: string): Promise<KeyPair> {
    const { given, system, clock } = this.options;
    const name = host.toLowerCase().replace(/\.$/, '');
    if (given !== null && covers(new X509Certificate(given.cert), name)) return given;
    const site = await siteCertificate(siteFolders(system), name, clock.nowMs());
    return site ?? this.leaf(isPermitted(name) && !(usualHosts as readonly string[]).includes(name) ? name : '');
  }

  async state(): Promise<TlsState> {
    const { given, system } = this.options;
    const problems: Problem[] = [];
    const sites = await listSites(siteFolders(system));
    const authority = await this.findAuthority().catch((error: Error) => {
      problems.push(noAuthority(this.options.dataDir, error));
      return null;
    });
    if (this.mkcertProblem !== null) problems.push(this.mkcertProblem);
    const certificates = await Promise.all([
      ...(given === null ? [] : [this.givenState(given)]),
      ...sites.map((site) => this.siteState(site)),
      ...(authority === null ? [] : [this.authorityState(authority)]),
    ]);
    return { platform: system.platform, certificates, problems };
  }

  private async leaf(host: string): Promise<KeyPair> {
    const nowMs = this.options.clock.nowMs();
    const { source, issuer } = await this.findAuthority();
    const id = `${source} ${issuer.certificate.serialNumber} ${host}`;
    const kept = this.leaves.get(id);
    if (kept !== undefined && kept.goodToMs > nowMs) return kept.pair;
    const { makeLeaf } = await import('./make-certificate');
    const pair = await makeLeaf(issuer, [...(host === '' ? [] : [host]), ...usualHosts], nowMs);
    this.leaves.delete(id);
    this.leaves.set(id, { pair, goodToMs: expiresAtMs(new X509Certificate(pair.cert)) - renewMs });
    const [oldest] = this.leaves.keys();
    if (this.leaves.size > mostLeaves && oldest !== undefined) this.leaves.delete(oldest);
    return pair;
  }

  private findAuthority(): Promise<Authority> {
    const atMs = this.options.clock.nowMs();
    if (this.authority === null || atMs - this.authority.atMs >= foundForMs) {
      const found = this.lookForAuthority(atMs);
      this.authority = { atMs, found };
      // One that could not be made is tried again for the next who asks.
      found.catch(() => {
        this.authority = null;
      });
    }
    return this.authority.found;
  }

  private async lookForAuthority(nowMs: number): Promise<Authority> {
    const { readIssuer } = await import('./make-certificate');
    this.mkcertProblem = null;
    const folder = mkcertFolder(this.options.system);
    const file = join(folder, 'rootCA.pem');
    const pair = await readPair(file, join(folder, 'rootCA-key.pem'));
    if (pair !== null) {
      try {
        if (expiresAtMs(checkPair(pair)) <= nowMs) throw new Error('it has ended');
        return { source: 'mkcert', stored: { ...pair, file }, issuer: await readIssuer(pair) };
      } catch (error) {
        this.mkcertProblem = {
          code: 'bad-input',
          message: `mkcert's authority in ${folder} cannot be used: ${(error as Error).message}.`,
          hint: 'The hub uses one of its own instead. `mkcert -install` makes a new one.',
        };
      }
    }
    const stored = await ownAuthority(this.options.dataDir, nowMs);
    return { source: 'own', stored, issuer: await readIssuer(stored) };
  }

  private async givenState({ cert, files }: GivenCertificate): Promise<CertificateState> {
    const certificate = new X509Certificate(cert);
    const trust = await trustIn(this.options.system, cert, files.cert);
    const browsers = trust.system === 'yes' && trust.browsers === 'no' ? 'unknown' : trust.browsers;
    return { source: 'given', ...described(certificate), authorityFile: '', ...trust, browsers };
  }

  private async siteState({ folder, certificate }: SiteCertificate): Promise<CertificateState> {
    const pem = await readPair(folder.authority, folder.authority);
    const trust =
      pem === null
        ? ({ system: 'unknown', browsers: 'unknown' } as const)
        : await trustIn(this.options.system, pem.cert, folder.authority);
    const authorityFile = pem === null ? '' : folder.authority;
    return { source: folder.tool, ...described(certificate), authorityFile, ...trust };
  }

  private async authorityState({ source, stored }: Authority): Promise<CertificateState> {
    const certificate = new X509Certificate(stored.cert);
    const trust = await trustIn(this.options.system, stored.cert, stored.file);
    const names = [...usualHosts, '*.test'];
    const issuer = commonName(certificate.subject);
    return { source, names, issuer, expiresAtMs: expiresAtMs(certificate), authorityFile: stored.file, ...trust };
  }
}

function described(certificate: X509Certificate) {
  return {
    names: namesOf(certificate),
    issuer: commonName(certificate.issuer),
    expiresAtMs: expiresAtMs(certificate),
  };
}

function noAuthority(dataDir: string, error: Error): Problem {
  return {
    code: 'store-failed',
    message: `The hub cannot make a certificate of its own in ${join(dataDir, 'tls')}: ${error.message}.`,
    hint: 'Without one it answers no https and no wss. Make room, or give a certificate with --tls-cert and --tls-key.',
  };
}
