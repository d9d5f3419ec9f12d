import { expect, test } from 'vitest';
import type { ListenerState } from '../../src-main/contract/hub';
import { hubWords } from './hub-words';

const listening = (url: string): ListenerState => ({ url, state: 'listening', problem: null });
const skipped = (url: string): ListenerState => ({
  url,
  state: 'skipped',
  problem: { code: 'port-taken', message: 'Port 6001 is taken by php (pid 4121).', hint: '' },
});

test('names the first address and every port once', () => {
  const listeners = [
    listening('http://127.0.0.1:6001'),
    listening('http://[::1]:6001'),
    listening('http://127.0.0.1:8080'),
  ];
  expect(hubWords('up', listeners)).toEqual({ tone: 'ok', host: '127.0.0.1', ports: ':6001 :8080', word: 'running' });
});

test('a port that only ::1 has is no port of 127.0.0.1', () => {
  const listeners = [
    skipped('http://127.0.0.1:6001'),
    listening('http://[::1]:6001'),
    listening('http://127.0.0.1:8080'),
  ];
  expect(hubWords('up', listeners)).toMatchObject({ host: '127.0.0.1', ports: ':8080' });
  expect(hubWords('up', listeners.slice(0, 2))).toMatchObject({ host: '[::1]', ports: ':6001' });
});

test('a port that was skipped is not an address', () => {
  expect(hubWords('up', [skipped('http://127.0.0.1:6001'), listening('http://127.0.0.1:8080')]).ports).toBe(':8080');
});

test('says what is wrong', () => {
  expect(hubWords('up', [skipped('http://127.0.0.1:6001')]).word).toBe('deaf');
  expect(hubWords('up', null).word).toBe('starting');
  expect(hubWords('connecting', null, true).word).toBe('failed');
  expect(hubWords('lost', [listening('http://127.0.0.1:6001')]).word).toBe('lost');
});
