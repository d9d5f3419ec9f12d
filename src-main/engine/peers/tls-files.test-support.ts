import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { testAuthority, testTls } from '../hub/test-tls.test-support';

export interface TlsFileNames {
  /** The authority that has to be trusted. */
  readonly authority: string;
  readonly cert: string;
  readonly key: string;
  remove(): void;
}

/** A certificate for localhost and 127.0.0.1 as the hub makes them, and its authority, as files for a broker. */
export async function tlsFiles(): Promise<TlsFileNames> {
  const dir = mkdtempSync(join(tmpdir(), 'hubbub-tls-'));
  const [leaf, authority] = await Promise.all([testTls().pairFor('localhost'), testAuthority()]);
  const write = (name: string, pem: string) => {
    writeFileSync(join(dir, name), pem);
    return join(dir, name);
  };
  return {
    authority: write('authority.pem', authority.cert),
    cert: write('cert.pem', leaf.cert),
    key: write('key.pem', leaf.key),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}

/** Settings of a redis-server that speaks TLS alone, and asks no certificate of its clients. */
export function redisTls({ authority, cert, key }: TlsFileNames): readonly string[] {
  const files = ['--tls-cert-file', cert, '--tls-key-file', key, '--tls-ca-cert-file', authority];
  return ['--tls-port', ...files, '--tls-auth-clients', 'no'];
}
