import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { lowPortRemedy } from './low-port';

test.each([
  ['linux', /setcap cap_net_bind_service=\+ep \/opt\/hubbub.*ip_unprivileged_port_start=80/],
  ['darwin', /port 80 -> 127\.0\.0\.1 port 6001" \| sudo pfctl/],
  ['win32', /netsh http show servicestate/],
  ['aix', /above 1023/],
] as const)('%s has its own remedy for a port that is not given to everybody', (platform, words) => {
  expect(lowPortRemedy(80, platform, '/opt/hubbub')).toMatch(words);
});

test('a port that needs no rights needs no remedy', () => {
  expect(lowPortRemedy(6_001, 'linux', '/opt/hubbub')).toBe('Choose another port.');
});

test('the line to paste keeps a path with spaces whole', () => {
  const line =
    /sudo (setcap \S+ '(?:[^']|'\\'')*')/.exec(lowPortRemedy(80, 'linux', "/opt/My App's/hubbub"))?.[1] ?? '';
  const script = `setcap() { printf '%s' "$2"; }\n${line}`;
  expect(spawnSync('sh', ['-c', script], { encoding: 'utf8' }).stdout).toBe("/opt/My App's/hubbub");
});
