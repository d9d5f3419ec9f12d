import { execFileSync } from 'node:child_process';
import { createHash, createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { curlCommand, mercureCurl, sendCommand, shellWord } from './shell';

const draft = {
  app: '12345',
  channel: 'private-orders.7',
  event: "It's $HOME",
  data: `{"say":"it's","path":"C:\\\\x"}`,
  excludeSocketId: '1.2',
};

describe('a command for the shell', () => {
  test('keeps every word as it is', () => {
    for (const word of ['plain', 'two words', "it's", '$HOME `id` "x" \\ !', '实时\n', '']) {
      expect(execFileSync('sh', ['-c', `printf %s ${shellWord(word)}`], { encoding: 'utf8' })).toBe(word);
    }
  });

  test('sends what is no JSON as a string', () => {
    expect(sendCommand({ ...draft, event: 'Said', data: 'hello', excludeSocketId: '' }, false)).toBe(
      `hubbub send private-orders.7 Said '"hello"'`,
    );
    expect(sendCommand({ ...draft, event: 'Said', data: '{"id":7}' }, true)).toBe(
      `hubbub send private-orders.7 Said '{"id":7}' --exclude 1.2`,
    );
  });

  test('publishes an update to Mercure as it was, and not without a token', () => {
    const update = { ...draft, protocol: 'mercure', channel: 'https://a/{x}', event: 'moved', excludeSocketId: '' };
    const whole = { ...update, data: '"x y"', alternates: ['b'], isPrivate: true };
    expect(sendCommand(whole, true)).toBe(
      `hubbub send 'https://a/{x}' moved '"x y"' --protocol mercure --alternate b --private`,
    );
    const script = `curl() { printf '%s\\n' "$@"; }\n${mercureCurl(whole, new URL('http://127.0.0.1:6001'))}`;
    const run = (env: Record<string, string>) =>
      execFileSync('sh', ['-c', script], { encoding: 'utf8', env: { PATH: process.env.PATH ?? '', ...env } });
    const words = run({ MERCURE_JWT: 'abc' }).trim().split('\n');
    expect(words).toContain('Authorization: Bearer abc');
    const fields = words.filter((_, at) => words[at - 1] === '--data-urlencode');
    expect(fields).toEqual(['topic=https://a/{x}', 'topic=b', 'data="x y"', 'private=on', 'type=moved']);
    expect(words.at(-1)).toBe('http://127.0.0.1:6001/.well-known/mercure');
    expect(() => run({})).toThrow('Set MERCURE_JWT');
  });

  test('signs when it is run, and not without the secret', () => {
    const command = curlCommand(draft, 'your_app_key', new URL('http://127.0.0.1:6001'));
    // curl itself is taken by what prints its last two words.
    const script = `curl() { printf '%s\\n' "$5" "$6"; }\n${command}`;
    const run = (env: Record<string, string>) =>
      execFileSync('sh', ['-c', script], { encoding: 'utf8', env: { PATH: process.env.PATH ?? '', ...env } });
    const [body = '', address = ''] = run({ APP_SECRET: 'sesame' }).trim().split('\n');
    expect(JSON.parse(body)).toEqual({
      name: draft.event,
      channels: [draft.channel],
      data: draft.data,
      socket_id: '1.2',
    });
    const { pathname, searchParams } = new URL(address);
    const signature = searchParams.get('auth_signature');
    searchParams.delete('auth_signature');
    expect(searchParams.get('body_md5')).toBe(createHash('md5').update(body).digest('hex'));
    const signed = `POST\n${pathname}\n${searchParams}`;
    expect(signature).toBe(createHmac('sha256', 'sesame').update(signed).digest('hex'));
    expect(() => run({})).toThrow('Set APP_SECRET');
  });
});
