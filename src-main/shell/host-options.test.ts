import { expect, test } from 'vitest';
import { hostOptions } from './host-options';

test('the app takes the flags of serve and leaves the rest to Electron', () => {
  const argv = [
    'electron',
    '--no-sandbox',
    '.',
    '--data',
    '/data',
    '--app',
    'a:b:c',
    '--app=d:e:f',
    '--listen',
    '[::1]:1',
  ];
  expect(hostOptions(argv, '/home/ada', '1.0.0')).toEqual({
    dataDir: '/data',
    version: '1.0.0',
    mustListen: false,
    apps: ['a:b:c', 'd:e:f'],
    listen: ['[::1]:1'],
  });
});
