import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readBroadcast, writeBroadcast } from './laravel-broadcast';
import { readChannel, seenPrefix } from './laravel-channel';
import { readJob } from './laravel-job';

test.each([
  ['orders', '', { prefix: '', kind: 'public', name: 'orders' }],
  ['app_database_private-user.1', 'app_database_', { prefix: 'app_database_', kind: 'private', name: 'user.1' }],
  ['presence-r', 'other_', { prefix: '', kind: 'presence', name: 'r' }],
  ['private-encrypted-s', '', { prefix: '', kind: 'encrypted', name: 's' }],
])('channel %s with prefix %j', (channel, prefix, meant) => {
  expect(readChannel(channel, prefix)).toEqual(meant);
});

test.each([
  [['laravel_database_chat'], 'laravel_database_'],
  [['my-app-database-private-x', 'my-app-database-y', 'z_database_q'], 'my-app-database-'],
  [['shop:private-user.1', 'shop:orders'], 'shop:'],
  [['chat', 'private-x'], null],
])('of %j the prefix is %j', (channels, prefix) => {
  expect(seenPrefix(channels)).toBe(prefix);
});

test('what Laravel would write is read as it was meant, whatever the event is called', () => {
  fc.assert(
    fc.property(fc.string(), fc.jsonValue(), fc.option(fc.string({ minLength: 1 })), (event, data, socket) => {
      const read = readBroadcast(writeBroadcast(event, JSON.stringify(data), socket));
      expect(read).toMatchObject({ form: 'laravel', event, socket });
      expect(JSON.parse(read.data)).toEqual(JSON.parse(JSON.stringify(data)));
    }),
  );
});

test('what Reverb servers tell each other is read by its payload', () => {
  const text =
    '{"type":"message","application":"O:1:\\"A\\":0:{}","payload":{"event":"made","channels":["c"],"data":"{}"},"socket_id":"1.2"}';
  expect(readBroadcast(text)).toMatchObject({ form: 'reverb', event: 'made', socket: '1.2', data: '"{}"' });
});

test('any text is read, never an exception', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
      expect(typeof readBroadcast(text).note).toBe('string');
      expect(typeof readJob(text).name).toBe('string');
    }),
    { numRuns: 2_000 },
  );
});
