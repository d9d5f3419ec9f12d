import { expect, test } from 'vitest';
import { defaultDataDir } from './data-dir';

test.each([
  ['linux', {}, '/home/ada/.local/share/hubbub'],
  ['linux', { XDG_DATA_HOME: '/data' }, '/data/hubbub'],
  ['linux', { XDG_DATA_HOME: 'not/absolute' }, '/home/ada/.local/share/hubbub'],
  ['darwin', { XDG_DATA_HOME: '/data' }, '/home/ada/Library/Application Support/Hubbub'],
  ['win32', { LOCALAPPDATA: 'D:\\Local' }, 'D:\\Local\\Hubbub'],
  ['win32', {}, '/home/ada\\AppData\\Local\\Hubbub'],
])('the data folder on %s with %j is %s', (platform, env, folder) => {
  expect(defaultDataDir({ platform, home: '/home/ada', env })).toBe(folder);
});
