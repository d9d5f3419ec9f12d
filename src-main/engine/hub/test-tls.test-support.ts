import type { KeyPair } from '../tls/key-pair';
import { makeAuthority, makeLeaf, readIssuer } from '../tls/make-certificate';
import type { HubTls } from './tls-face';

/** An authority as the hub makes them, kept nowhere. */
export const testAuthority: () => Promise<KeyPair> = once(() => makeAuthority('Test authority', Date.now()));

/** Certificates for any name, of that authority. */
export function testTls(): HubTls {
  const leaf = once(async () => {
    const issuer = await readIssuer(await testAuthority());
    return makeLeaf(issuer, ['localhost', '127.0.0.1', '::1', 'shop.test'], Date.now());
  });
  return { pairFor: leaf };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | null = null;
  return () => {
    made ??= make();
    return made;
  };
}
