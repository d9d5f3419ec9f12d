import { expect, test } from 'vitest';
import { trustCommands } from './trust-commands';

test('each system gets its own commands, PHP and Node are told on every one', () => {
  const goals = (platform: Parameters<typeof trustCommands>[0]) =>
    trustCommands(platform, '/home/me/tls/authority.pem').map(({ goal }) => goal);
  const everywhere = ['firefox', 'php', 'laravel', 'node'];
  expect(goals('linux')).toEqual(['debian', 'fedora', 'chromium', ...everywhere]);
  expect(goals('macos')).toEqual(['macos', ...everywhere]);
  expect(goals('windows')).toEqual(['windows', ...everywhere]);
  expect(goals('other')).toEqual(everywhere);
});

test('a path with spaces, quotes and backslashes comes through', () => {
  const commandOf = (platform: 'macos' | 'windows', file: string, wanted: string) =>
    trustCommands(platform, file).find(({ goal }) => goal === wanted)?.command;
  const mac = "/Users/O'Neil/Library/Application Support/Hubbub/tls/authority.pem";
  expect(commandOf('macos', mac, 'macos')).toContain(
    "'/Users/O'\\''Neil/Library/Application Support/Hubbub/tls/authority.pem'",
  );
  expect(commandOf('macos', mac, 'laravel')).toContain("'/Users/O\\'Neil/Library");
  const windows = 'C:\\Users\\Ann Lee\\Hubbub\\tls\\authority.pem';
  expect(commandOf('windows', windows, 'windows')).toBe(`certutil -user -addstore Root "${windows}"`);
  expect(commandOf('windows', windows, 'laravel')).toContain('C:\\\\Users\\\\Ann Lee');
});
