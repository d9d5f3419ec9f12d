import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import type { EntryBody } from '../../../../contract/entry';
import type { ProfileInput } from '../../../../contract/profile';
import type { RecordedEntry } from '../../../hub/memory-recorder.test-support';
import { createMercure } from '..';
import { startMercure, testSecret } from '../running-mercure.test-support';

export const mercure = createMercure();
export const withSecret = { secrets: { secret: testSecret } };

export const profile = (
  url: string,
  fields: ProfileInput['fields'] = {},
  more: Partial<ProfileInput> = {},
): ProfileInput => ({
  name: 'm',
  protocol: 'mercure',
  fields: { url, ...fields },
  ...more,
});

export async function hub(settings: Parameters<typeof startMercure>[0] = {}) {
  const running = await startMercure(settings);
  onTestFinished(() => running.close());
  return running;
}

export async function server(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const http = createServer(answer);
  http.listen(0, '127.0.0.1');
  await once(http, 'listening');
  onTestFinished(() => {
    http.closeAllConnections();
    http.close();
  });
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

export function explained(entry: RecordedEntry) {
  const row = { code: null, channel: '', event: '', ...entry } as unknown as EntryBody['row'];
  const rawBase64 = Buffer.from(entry.body ?? []).toString('base64');
  return mercure.codec.explain({ row, detail: (entry.detail ?? null) as EntryBody['detail'], rawBase64, isText: true });
}
