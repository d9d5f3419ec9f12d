import { expect, test } from 'vitest';
import type { EntryBody } from '../../../../contract/entry';
import { startDesk } from '../../../clients/session-desk.test-support';
import type { RecordedEntry } from '../../../hub/memory-recorder.test-support';
import { startSocketIo } from '../running-socketio.test-support';
import { profileOf, socketIo } from './servers.test-support';

function explained(entry: RecordedEntry) {
  const row = { code: null, channel: '', event: '', ...entry } as unknown as EntryBody['row'];
  const rawBase64 = Buffer.from(entry.body ?? []).toString('base64');
  return socketIo.codec.explain({
    row,
    detail: (entry.detail ?? null) as EntryBody['detail'],
    rawBase64,
    isText: true,
  });
}

test('watches a channel of our own hub, and the inspector explains what came', async () => {
  const { url, hub } = await startSocketIo();
  const { start, until, recorder } = await startDesk([socketIo]);
  await start(profileOf(url, {}, { channels: ['orders'] }));
  await until('io', ({ phase, channels }) => phase === 'connected' && channels[0]?.state === 'on');
  const draft = {
    app: 'socketio',
    channel: 'orders',
    event: 'made',
    data: '{"id":12345678901234567890}',
    excludeSocketId: '',
  };
  // The subscription may still be on its way.
  while (!hub.channels().some(({ name }) => name === 'orders')) await new Promise((resolve) => setTimeout(resolve, 5));
  hub.send(draft);
  await until('io', ({ received }) => received === 1);
  const made = recorder.of('deliver')[0] as RecordedEntry;
  expect(made).toMatchObject({ channel: 'orders', event: 'made' });
  expect(explained(made).payload).toBe('{"id":12345678901234567890}');
  const open = recorder.of('connection', 'open')[0] as RecordedEntry;
  expect(JSON.stringify(explained(open).sections)).toContain('Engine.IO protocol');
});
