import { randomBytes, webcrypto } from 'node:crypto';
import { isIP } from 'node:net';
import { AsnConvert } from '@peculiar/asn1-schema';
import {
  GeneralName,
  GeneralSubtree,
  GeneralSubtrees,
  id_ce_nameConstraints,
  NameConstraints,
} from '@peculiar/asn1-x509';
import * as x509 from '@peculiar/x509';
import type { KeyPair } from './key-pair';
import { permittedNames, permittedNetworks } from './permitted-names';

// The library is typed with the browser's names of what Node has as well.
const crypto = webcrypto as unknown as webcrypto.Crypto &
  NonNullable<Parameters<typeof x509.SubjectKeyIdentifierExtension.create>[2]>;
type CryptoKey = webcrypto.CryptoKey;
x509.cryptoProvider.set(crypto);

const dayMs = 86_400_000;
/** Clocks differ, and one that is a little behind would call the certificate not valid yet. */
const backMs = dayMs;
const authorityDays = 3_650;
/** Apple's systems refuse a certificate of a server that is good for longer than 825 days. */
const leafDays = 397;
const signing = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

/** An authority as it signs: its certificate and the key of it, whatever their kind. */
export interface Issuer {
  readonly certificate: x509.X509Certificate;
  readonly key: CryptoKey;
  readonly algorithm: { readonly name: string; readonly hash?: string };
}

/**
 * An authority that can speak for names of one's own computer and network alone: whoever trusts it and loses its key loses
 * no bank by it. RFC 5280, 4.2.1.10.
 */
export async function makeAuthority(name: string, nowMs: number): Promise<KeyPair> {
  const keys = await crypto.subtle.generateKey(signing, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: `CN=${name}, O=Hubbub`,
    notBefore: new Date(nowMs - backMs),
    notAfter: new Date(nowMs + authorityDays * dayMs),
    signingAlgorithm: signing,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, crypto),
      new x509.Extension(id_ce_nameConstraints, true, AsnConvert.serialize(constraints())),
    ],
  });
  return { cert: `${certificate.toString('pem')}\n`, key: await privatePem(keys.privateKey) };
}

/** Reads an authority: EC or RSA, its key in PKCS 8. Rejects for anything else. */
export async function readIssuer({ cert, key }: KeyPair): Promise<Issuer> {
  const certificate = new x509.X509Certificate(cert);
  const kind = certificate.publicKey.algorithm as { name: string; namedCurve?: string };
  const algorithm =
    kind.name === 'ECDSA'
      ? { name: 'ECDSA', namedCurve: kind.namedCurve ?? 'P-256', hash: 'SHA-256' }
      : { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  const der = x509.PemConverter.decodeFirst(key);
  return { certificate, algorithm, key: await crypto.subtle.importKey('pkcs8', der, algorithm, false, ['sign']) };
}

/** A certificate for these hosts and addresses, signed by an authority, which is not part of the answer. */
export async function makeLeaf(issuer: Issuer, hosts: readonly string[], nowMs: number): Promise<KeyPair> {
  const keys = await crypto.subtle.generateKey(signing, true, ['sign', 'verify']);
  const notAfter = Math.min(nowMs + leafDays * dayMs, issuer.certificate.notAfter.getTime());
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: `CN=${hosts[0] ?? 'localhost'}, O=Hubbub`,
    issuer: issuer.certificate.subject,
    notBefore: new Date(nowMs - backMs),
    notAfter: new Date(notAfter),
    signingAlgorithm: issuer.algorithm,
    signingKey: issuer.key,
    publicKey: keys.publicKey,
    extensions: [
      new x509.BasicConstraintsExtension(false, undefined, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.digitalSignature, true),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(
        hosts.map((value) => ({ type: isIP(value) === 0 ? ('dns' as const) : ('ip' as const), value })),
      ),
      await x509.AuthorityKeyIdentifierExtension.create(issuer.certificate.publicKey, false, crypto),
    ],
  });
  return { cert: `${certificate.toString('pem')}\n`, key: await privatePem(keys.privateKey) };
}

/** 16 bytes, the first neither zero nor negative. */
function serial(): string {
  const bytes = randomBytes(16);
  bytes[0] = ((bytes[0] ?? 0) & 0x3f) | 0x40;
  return bytes.toString('hex');
}

async function privatePem(key: CryptoKey): Promise<string> {
  return `${x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
}

function constraints(): NameConstraints {
  const names = permittedNames.map((dNSName) => new GeneralName({ dNSName }));
  const networks = permittedNetworks.map((iPAddress) => new GeneralName({ iPAddress }));
  const permitted = [...names, ...networks].map((base) => new GeneralSubtree({ base }));
  return new NameConstraints({ permittedSubtrees: new GeneralSubtrees(permitted) });
}
