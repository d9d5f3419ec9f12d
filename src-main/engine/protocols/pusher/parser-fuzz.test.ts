import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ProblemError } from '../../../contract/problem';
import type { ClientContext, ClientEntry } from '../../clients/client-side';
import type { Dial } from '../../clients/dial';
import { fuzzInputs, fuzzTimeout } from '../../nightly.test-support';
import { parseChannelName } from './channel-name';
import { ChannelBook } from './client/channel-book';
import { LaravelWebsocketsFigures } from './client/figures/laravel-websockets-figures';
import { SoketiFigures } from './client/figures/soketi-figures';
import { Inbox } from './client/inbox';
import { codec } from './codec';

/** What reads what others send must be total: no exception, whatever comes. The live faces are in fuzz.test.ts. */

const any = fc.jsonValue({ maxDepth: 4 });
const channel = fc.oneof(
  fc.constantFrom('c', 'private-c', 'presence-c', 'private-encrypted-c', 'cache-c', '#x', '__proto__', ''),
  fc.string({ maxLength: 40 }),
);
const event = fc.oneof(
  fc.constantFrom(
    'pusher:connection_established',
    'pusher:error',
    'pusher:ping',
    'pusher:subscription_error',
    'pusher:cache_miss',
    'pusher:signin_success',
    'pusher_internal:subscription_succeeded',
    'pusher_internal:subscription_count',
    'pusher_internal:member_added',
    'pusher_internal:member_removed',
    'constructor',
  ),
  fc.string({ maxLength: 40 }),
);
const presence = fc.record({
  presence: fc.oneof(fc.record({ ids: any, hash: any, count: any }, { requiredKeys: [] }), any),
});
const member = fc.record({ user_id: any, user_info: any }, { requiredKeys: [] });
const sealed = fc.record({ nonce: any, ciphertext: fc.oneof(fc.base64String(), any) }, { requiredKeys: [] });
const inner = fc.oneof(any, presence, member, sealed, fc.record({ code: any, message: any }, { requiredKeys: [] }));
const data = fc.oneof(
  inner,
  inner.map((value) => JSON.stringify(value)),
);
const frame = fc
  .oneof(
    fc.record({ event: fc.oneof(event, any), channel: fc.oneof(channel, any), data }, { requiredKeys: [] }),
    fc.record({ event, channel, data }),
    any,
  )
  .map((value) => Buffer.from(JSON.stringify(value)));
const bytes = fc.oneof(
  { weight: 4, arbitrary: frame },
  { weight: 1, arbitrary: fc.uint8Array({ maxLength: 200 }).map((value) => Buffer.from(value)) },
);

test('any frame of a server is an entry, and nothing is thrown', { timeout: fuzzTimeout }, () => {
  const entries: ClientEntry[] = [];
  const context = {
    record: (entry: ClientEntry) => entries.push(entry),
    channel: () => {},
    problem: () => {},
  } as unknown as ClientContext;
  const book = new ChannelBook();
  book.learnKey('private-encrypted-c', Buffer.alloc(32, 7).toString('base64'), '');
  for (const isEstablished of [false, true]) {
    const inbox = new Inbox(context, book, {
      isEstablished,
      established: () => {},
      pinged: () => {},
      refused: () => {},
      noHandshake: () => {},
    });
    fc.assert(
      fc.property(bytes, (one) => {
        entries.length = 0;
        inbox.take(one);
        expect(entries).toHaveLength(1);
      }),
      { numRuns: fuzzInputs / 2 },
    );
  }
});

test('any bytes are decoded, and any channel name is of one kind', { timeout: fuzzTimeout }, () => {
  const kinds = ['public', 'private', 'presence', 'user'];
  fc.assert(
    fc.property(bytes, channel, (one, name) => {
      const message = codec.decode(one);
      expect([typeof message.event, typeof message.channel]).toEqual(['string', 'string']);
      expect(kinds).toContain(parseChannelName(name).kind);
    }),
    { numRuns: fuzzInputs },
  );
});

test('any statistics of a server are points of time, or a sentence', { timeout: fuzzTimeout }, async () => {
  let text = '';
  const dial = { fetch: async () => ({ status: 200, headers: {}, body: Buffer.from(text) }) } as unknown as Dial;
  const tls = { isVerified: true, authorityFile: '' };
  const sources = [
    new SoketiFigures(dial, 'http://127.0.0.1:1', '12345', tls),
    new LaravelWebsocketsFigures(dial, 'http://127.0.0.1:1/l', '12345', tls),
  ];
  const axis = fc.oneof(fc.array(fc.oneof(fc.constant('2026-11-23 06:44:25'), any), { maxLength: 5 }), any);
  const series = fc.oneof(fc.record({ x: axis, y: axis }, { requiredKeys: [] }), any);
  const name = fc.constantFrom('peak_connections', 'websocket_message_count', 'api_messages_count', '__proto__');
  const line = fc
    .tuple(fc.constantFrom('soketi_connected', 'x_socket_received_bytes', ''), fc.string(), fc.oneof(fc.double(), any))
    .map(([metric, labels, value]) => `${metric}{app_id="12345",${labels}} ${fc.stringify(value)}`);
  const answer = fc.oneof(
    fc.string(),
    fc.dictionary(name, series).map((value) => JSON.stringify(value)),
    fc.array(line, { maxLength: 6 }).map((lines) => ['# TYPE a gauge', ...lines].join('\n')),
  );
  let atMs = 0;
  await fc.assert(
    fc.asyncProperty(answer, async (one) => {
      text = one;
      atMs += 1_000;
      for (const source of sources) {
        const read = await source.read(atMs).catch((error: unknown) => error);
        if (read instanceof ProblemError) continue;
        const { points } = read as Awaited<ReturnType<typeof source.read>>;
        const values = points.flatMap((point) => [point.atMs, ...Object.values(point.values)]);
        expect(values.every((value) => value === null || Number.isFinite(value))).toBe(true);
      }
    }),
    { numRuns: fuzzInputs },
  );
});
