import { execFile } from 'node:child_process';
import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ManualClock } from '../hub/clocks.test-support';
import { Certificates, type CertificatesOptions } from './certificates';
import { covers, namesOf } from './key-pair';
import { makeAuthority, makeLeaf, readIssuer } from './make-certificate';
import { isPermitted } from './permitted-names';
import type { TlsSystem } from './places';

const run = promisify(execFile);
let home = '';
let dataDir = '';
let clock: ManualClock;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'hubbub-tls-'));
  dataDir = join(home, 'data');
  clock = new ManualClock();
});
afterEach(() => rm(home, { recursive: true, force: true }));

const linux = (): TlsSystem => ({ platform: 'linux', home, env: {}, run: async () => null });
const certificates = (more: Partial<CertificatesOptions> = {}) =>
  new Certificates({ dataDir, clock, system: linux(), given: null, ...more });
const readCert = async (from: Promise<{ cert: string }>) => new X509Certificate((await from).cert);
const authorityOf = (folder = join(dataDir, 'tls')) => readFile(join(folder, 'authority.pem'), 'utf8');

/** What OpenSSL itself says of a certificate for a name, with one authority trusted and no other. */
async function openssl(authority: string, pem: string, name: readonly string[]): Promise<string> {
  await writeFile(join(home, 'ca.pem'), authority);
  await writeFile(join(home, 'leaf.pem'), pem);
  const args = ['verify', '-CAfile', join(home, 'ca.pem'), '-no-CApath', ...name, join(home, 'leaf.pem')];
  return run('openssl', args).then(
    ({ stdout }) => stdout.trim(),
    ({ stdout, stderr }: { stdout: string; stderr: string }) => `${stdout}${stderr}`,
  );
}

async function put(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  await mkdir(folder, { recursive: true });
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text);
}

describe("the hub's own authority", () => {
  test('signs what OpenSSL accepts for localhost, addresses of this computer, and names of .test', async () => {
    const own = certificates();
    const usual = await own.pairFor('127.0.0.1');
    const ca = await authorityOf();
    expect(await openssl(ca, usual.cert, ['-verify_hostname', 'localhost'])).toMatch(/OK$/);
    expect(await openssl(ca, usual.cert, ['-verify_ip', '::1'])).toMatch(/OK$/);
    const site = await own.pairFor('Shop.TEST');
    expect(await openssl(ca, site.cert, ['-verify_hostname', 'shop.test'])).toMatch(/OK$/);
    expect(await openssl(ca, site.cert, ['-verify_hostname', 'bank.com'])).toContain('hostname mismatch');
    expect(createPrivateKey(site.key).asymmetricKeyType).toBe('ec');
  });

  test('speaks for nobody else: not in what it makes, and not in what a thief makes with its key', async () => {
    expect(namesOf(await readCert(certificates().pairFor('bank.com')))).toEqual(['localhost', '127.0.0.1', '::1']);
    const key = await readFile(join(dataDir, 'tls', 'authority-key.pem'), 'utf8');
    const stolen = await readIssuer({ cert: await authorityOf(), key });
    for (const host of ['bank.com', '8.8.8.8']) {
      const forged = await makeLeaf(stolen, [host], clock.nowMs());
      expect(await openssl(await authorityOf(), forged.cert, [])).toContain('permitted subtree violation');
    }
  });

  test('is kept: its key is for the owner alone, and the next run uses it', async () => {
    const first = await certificates().pairFor('');
    const ca = await authorityOf();
    expect(await openssl(ca, (await certificates().pairFor('')).cert, [])).toMatch(/OK$/);
    expect(await authorityOf()).toBe(ca);
    expect((await stat(join(dataDir, 'tls', 'authority-key.pem'))).mode & 0o777).toBe(0o600);
    expect(covers(new X509Certificate(first.cert), 'localhost')).toBe(true);
  });

  test('one that cannot be read is set aside, one that has ended is made anew', async () => {
    await certificates().pairFor('');
    await writeFile(join(dataDir, 'tls', 'authority-key.pem'), 'no key');
    await certificates().pairFor('');
    expect(await readdir(join(dataDir, 'tls'))).toHaveLength(4);
    const before = await authorityOf();
    clock.advance(3_651 * 86_400_000);
    await certificates().pairFor('');
    expect(await authorityOf()).not.toBe(before);
  });

  test('a certificate is made once for a name, and anew before it ends', async () => {
    const own = certificates();
    const first = await own.pairFor('a.test');
    expect(await own.pairFor('a.test')).toBe(first);
    clock.advance(370 * 86_400_000);
    expect(await own.pairFor('a.test')).not.toBe(first);
  });

  test('where it cannot be kept, that is a Problem with the way out', async () => {
    await writeFile(dataDir, 'a file in the place of the folder');
    await expect(certificates().pairFor('')).rejects.toThrow();
    const { problems, certificates: none } = await certificates().state();
    expect(none).toEqual([]);
    expect(problems).toMatchObject([{ code: 'store-failed', hint: expect.stringContaining('--tls-cert') }]);
  });
});

describe('certificates of others', () => {
  test('those of Valet and Herd answer for their sites and what is below them', async () => {
    const authority = await makeAuthority('Laravel Valet CA Self Signed CN', clock.nowMs());
    const issuer = await readIssuer(authority);
    const shop = await makeLeaf(issuer, ['shop.test', '*.shop.test'], clock.nowMs());
    const blog = await makeLeaf(issuer, ['blog.test'], clock.nowMs());
    const valet = join(home, '.config', 'valet');
    await put(join(valet, 'Certificates'), { 'shop.test.crt': shop.cert, 'shop.test.key': shop.key });
    await put(join(valet, 'Certificates'), { 'broken.test.crt': shop.cert, 'broken.test.key': blog.key });
    await put(join(valet, 'CA'), { 'LaravelValetCASelfSigned.pem': authority.cert });
    const herd = join(home, 'Library', 'Application Support', 'Herd', 'config', 'valet', 'Certificates');
    await put(herd, { 'blog.test.crt': blog.cert, 'blog.test.key': blog.key });

    const onMac = certificates({ system: { ...linux(), platform: 'macos' } });
    expect((await onMac.pairFor('shop.test')).cert).toBe(shop.cert);
    expect((await onMac.pairFor('api.shop.test')).cert).toBe(shop.cert);
    expect((await onMac.pairFor('blog.test')).cert).toBe(blog.cert);
    // A key that is not that of its certificate is no use; the hub makes one itself.
    expect(covers(await readCert(onMac.pairFor('broken.test')), 'broken.test')).toBe(true);
    expect((await onMac.pairFor('../shop.test')).cert).not.toBe(shop.cert);
    const { certificates: all } = await onMac.state();
    expect(all.map(({ source, names }) => [source, names[0]])).toEqual([
      ['herd', 'blog.test'],
      ['valet', 'shop.test'],
      ['own', 'localhost'],
    ]);
  });

  test("mkcert's authority signs instead of one of the hub's own", async () => {
    const authority = await makeAuthority('mkcert me@here', clock.nowMs());
    const caRoot = join(home, '.local', 'share', 'mkcert');
    await put(caRoot, { 'rootCA.pem': authority.cert, 'rootCA-key.pem': authority.key });
    const made = await certificates().pairFor('shop.test');
    expect(await openssl(authority.cert, made.cert, ['-verify_hostname', 'shop.test'])).toMatch(/OK$/);
    const { certificates: all } = await certificates().state();
    expect(all).toMatchObject([{ source: 'mkcert', authorityFile: join(caRoot, 'rootCA.pem'), system: 'no' }]);
    await expect(stat(join(dataDir, 'tls'))).rejects.toThrow();
  });

  test("an RSA authority as mkcert makes them, read from OpenSSL's hand", async () => {
    const caRoot = join(home, 'caroot');
    await mkdir(caRoot);
    const out = ['-keyout', join(caRoot, 'rootCA-key.pem'), '-out', join(caRoot, 'rootCA.pem')];
    const rsa = ['req', '-x509', '-newkey', 'rsa:3072', '-nodes', '-subj', '/O=mkcert/CN=mkcert', '-days', '30'];
    await run('openssl', [...rsa, ...out]);
    const made = await certificates({ system: { ...linux(), env: { CAROOT: caRoot } } }).pairFor('localhost');
    expect(await openssl(await readFile(join(caRoot, 'rootCA.pem'), 'utf8'), made.cert, [])).toMatch(/OK$/);
  });

  test('one that cannot be used is a Problem, and the own one answers', async () => {
    const caRoot = join(home, '.local', 'share', 'mkcert');
    await put(caRoot, { 'rootCA.pem': 'damaged', 'rootCA-key.pem': 'damaged' });
    const { certificates: all, problems } = await certificates().state();
    expect(all).toMatchObject([{ source: 'own' }]);
    expect(problems).toMatchObject([{ message: expect.stringContaining("mkcert's authority") }]);
  });

  test('what was given answers for its names, and for no others', async () => {
    const issuer = await readIssuer(await makeAuthority('Ours', clock.nowMs()));
    const pair = await makeLeaf(issuer, ['hub.internal'], clock.nowMs());
    const given = { ...pair, files: { cert: '/given/cert.pem', key: '/given/key.pem' } };
    const some = certificates({ given });
    expect((await some.pairFor('hub.internal')).cert).toBe(pair.cert);
    expect((await some.pairFor('localhost')).cert).not.toBe(pair.cert);
    expect((await some.state()).certificates[0]).toMatchObject({ source: 'given', names: ['hub.internal'] });
  });
});

describe('who trusts it', () => {
  test("on Linux: the browsers' store holds it or does not", async () => {
    const own = certificates();
    await own.pairFor('');
    expect((await own.state()).certificates[0]).toMatchObject({ system: 'no', browsers: 'no' });
    const { raw } = new X509Certificate(await authorityOf());
    await mkdir(join(home, '.pki', 'nssdb'), { recursive: true });
    await writeFile(
      join(home, '.pki', 'nssdb', 'cert9.db'),
      Buffer.concat([Buffer.alloc(4_096), raw, Buffer.alloc(99)]),
    );
    expect((await own.state()).certificates[0]).toMatchObject({ system: 'no', browsers: 'yes' });
  });

  test.each([
    ['macos', 0, 'yes'],
    ['macos', 1, 'no'],
    ['macos', null, 'unknown'],
    ['windows', 0, 'yes'],
    ['windows', 1, 'no'],
    ['other', 0, 'unknown'],
  ] as const)('on %s, its own tool ending with %s, that is %s', async (platform, code, answer) => {
    const own = certificates({ system: { ...linux(), platform, run: async () => code } });
    expect((await own.state()).certificates[0]).toMatchObject({ system: answer, browsers: answer });
  });
});

test.each([
  ['localhost', true],
  ['a.localhost', true],
  ['shop.test', true],
  ['host.docker.internal', true],
  ['192.168.1.7', true],
  ['::1', true],
  ['test.com', false],
  ['nottest', false],
  ['8.8.8.8', false],
  ['a b.test', false],
  ['', false],
])('the own authority may sign for %j: %s', (host, expected) => {
  expect(isPermitted(host)).toBe(expected);
});
