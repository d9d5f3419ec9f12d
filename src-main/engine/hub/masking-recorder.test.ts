import { expect, test } from 'vitest';
import { defaultApp, LiveApps } from './apps';
import { maskSecrets } from './masking-recorder';
import { MemoryRecorder } from './memory-recorder.test-support';

const secret = defaultApp.secret;

test('a refusal never carries a secret, wherever somebody put it', () => {
  const recorder = new MemoryRecorder();
  maskSecrets(recorder, new LiveApps([defaultApp, { ...defaultApp, id: '2', key: 'k', secret: 'a' }])).record({
    kind: 'refused',
    protocol: 'pusher',
    body: Buffer.from(`{"auth":"${secret}:x","é":1}`),
    detail: { received: secret, deep: [{ path: `/app/${secret}?a=1` }], count: 3, none: null },
    summary: `No app ${secret}`,
  });
  const [entry] = recorder.entries;
  expect(JSON.stringify(entry)).not.toContain(secret);
  expect(entry?.detail).toMatchObject({
    received: expect.stringMatching(/^\[secret of 15 characters, [0-9a-f]{8}\]$/),
    count: 3,
  });
  expect(entry?.text).toContain('"é":1');
});

test('what was let through is recorded as it is', () => {
  const recorder = new MemoryRecorder();
  const body = Buffer.from(secret);
  maskSecrets(recorder, new LiveApps([defaultApp])).record({ kind: 'publish', protocol: 'pusher', body });
  expect(recorder.entries[0]?.body).toBe(body);
});
