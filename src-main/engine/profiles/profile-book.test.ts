import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { client } from '../protocols/toy/client';
import { ProfileBook } from './profile-book';

let dataDir = '';
beforeEach(() => {
  const folder = mkdtempSync(join(tmpdir(), 'hubbub-book-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  dataDir = folder;
});

const open = (key: Buffer | null) =>
  ProfileBook.open(dataDir, key, (protocol) => (protocol === 'toy' ? client.form.fields : undefined));
const input = { name: 'Toy', protocol: 'toy', fields: { url: 'http://127.0.0.1:1' } };

test('with a key secrets are sealed in the file, and read with that key alone', async () => {
  const key = randomBytes(32);
  const book = await open(key);
  await book.put({ ...input, secrets: { secret: 'open-sesame' } });
  await book.close();
  expect(readFileSync(join(dataDir, 'secrets.json'), 'utf8')).not.toContain('open-sesame');
  expect((await open(key)).secrets('toy')).toEqual({ secret: 'open-sesame' });
  const other = await open(randomBytes(32));
  expect(other.secrets('toy')).toEqual({});
  expect(other.problems).toMatchObject([{ code: 'refused', message: /sealed with the keychain/ }]);
});

test('what cannot be opened here is not lost when the profile is changed here', async () => {
  const key = randomBytes(32);
  await (await open(key)).put({ ...input, secrets: { secret: 'open-sesame' } });
  const headless = await open(null);
  await headless.put({ ...input, id: 'toy', name: 'Renamed' });
  expect(headless.secretNames('toy')).toEqual(['secret']);
  expect((await open(key)).secrets('toy')).toEqual({ secret: 'open-sesame' });
  await headless.put({ ...input, id: 'toy', secrets: { secret: '' } });
  expect((await open(key)).secrets('toy')).toEqual({});
});

test.each([
  ['profiles.json', '[{"id":"UPPER"}]'],
  ['secrets.json', '{"toy":7}'],
])('a damaged %s is set aside and said', async (file, text) => {
  writeFileSync(join(dataDir, file), text);
  const { problems, all } = await open(null);
  expect(all).toEqual([]);
  expect(problems).toMatchObject([{ code: 'store-damaged', message: expect.stringContaining(file) }]);
});
