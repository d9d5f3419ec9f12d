import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { EntryBody } from '../../../contract/entry';
import { explainPlain } from '../explain-plain';
import { entryBody, stored } from './entry-body.test-support';
import { explain } from './explain';
import type { RawClient } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, publish, send, signedSend } from './signed-request.test-support';

let running: RunningHub;
let client: RawClient;
beforeAll(async () => {
  running = await startHub();
});
beforeEach(async () => {
  running.recorder.entries.length = 0;
  client = await (await running.connect()).established();
});
afterAll(() => running.close());

/** Sections as one object; tables as objects of their own. */
function sections(entry: EntryBody): { readonly [label: string]: unknown } {
  return Object.fromEntries(
    explain(entry).sections.map(({ label, kind, text }) => [
      label,
      kind === 'table' ? Object.fromEntries(JSON.parse(text) as [string, string][]) : text,
    ]),
  );
}

describe('what the inspector says of each kind of entry', () => {
  test('a publish: how to listen for it, where it went, how large it is, who sent it', async () => {
    await publish(running.port, {
      name: 'App\\Events\\Paid',
      channel: 'private-a',
      data: '{"id":7}',
      socket_id: '1.1',
    });
    const entry = stored(running.recorder.of('publish')[0]);
    expect(sections(entry)).toEqual({
      'Laravel Echo': ".listen('Paid', (data) => {})",
      'pusher-js': "channel.bind('App\\\\Events\\\\Paid', (data) => {})",
      Publish: {
        Channel: 'private-a',
        Kind: 'private: a subscription is signed by the application',
        Event: 'App\\Events\\Paid',
        Data: '8 of 10,240 bytes, JSON in a string, as Pusher has it',
        'Socket left out': '1.1 (nobody is connected by this name)',
      },
      Sender: { Request: 'POST /apps/12345/events', From: '127.0.0.1' },
    });
    expect(explain(entry)).toMatchObject({ payload: '"{\\"id\\":7}"', encodedPaths: [''] });
  });

  test('a publish to several channels, with data that is no JSON', async () => {
    await publish(running.port, { name: 'e', channels: ['a', 'b'], data: 'text' });
    expect(sections(stored(running.recorder.of('publish')[0])).Publish).toEqual({
      '2 channels': 'a, b',
      Event: 'e',
      Data: '4 of 10,240 bytes, plain text',
    });
  });

  test('a subscription, a delivery, a member and a client event', async () => {
    await client.subscribe('presence-a', channelAuth(client.socketId, 'presence-a', { user_id: '7' }));
    await publish(running.port, { name: 'e', channel: 'presence-a', data: '"x"' });
    client.send({ event: 'client-typing', channel: 'presence-a', data: { n: 1 } });
    await client.flush();
    const channel = {
      Channel: 'presence-a',
      Kind: 'presence: signed by the application, and everybody sees who is there',
    };
    const of = (kind: 'subscribe' | 'deliver' | 'presence' | 'client') =>
      sections(stored(running.recorder.of(kind)[0], client.socketId));
    expect(of('subscribe')).toEqual({
      'Laravel Echo': "Echo.join('a')",
      Subscription: { Connection: client.socketId, ...channel, User: '7' },
    });
    expect(of('deliver').Delivery).toMatchObject({ ...channel, Event: 'e' });
    expect(of('presence').Member).toEqual({ User: '7', 'First connection': client.socketId, ...channel });
    expect(of('client')).toMatchObject({
      'Laravel Echo': ".listenForWhisper('typing', (data) => {})",
      'Client event': { 'Sent by': client.socketId, ...channel, Data: '7 of 10,240 bytes, JSON as it is' },
    });
  });

  test('a connection that opens and closes, with what its library does next', async () => {
    client.socket.close(1001, '');
    await running.recorder.waitFor(({ action }) => action === 'close');
    const [opened, closed] = running.recorder.of('connection').map((entry) => sections(stored(entry)));
    expect(opened?.Connection).toMatchObject({
      'Socket id': client.socketId,
      App: '12345',
      Library: 'js 8.6.0, protocol 7',
      From: '127.0.0.1',
      Listener: running.url,
    });
    expect(closed).toMatchObject({
      Close: {
        Code: '1001: going away (page closed or reloaded)',
        'Closed by': 'the client',
        'Open for': expect.stringMatching(/^\d\.\d s$/),
        'Not sent': '0 bytes',
      },
      'What happens next': 'A reloaded page connects again by itself.',
    });
  });

  test.each([
    ['slow', 'reads more slowly'],
    ['drained', 'Nothing was lost'],
    ['cut', 'before all that was meant for it had left'],
  ] as const)('a connection that is %s', (action, words) => {
    const entry = entryBody('connection', '', { action }, { unsentBytes: 1_048_577, lastWrittenSeq: 12 });
    expect(sections(entry)).toEqual({
      'What it means': expect.stringContaining(words),
      Backlog: { 'Not sent': '1,048,577 bytes', 'Last written to the socket': 'entry 12' },
    });
  });

  test.each([
    [4001, 'no app with this key', 'does not connect again'],
    [4100, 'over capacity', 'after a second'],
    [4200, 'reconnect', 'at once'],
    [1006, 'no close frame', 'raise the idle timeout'],
    [1009, 'message larger than 1,048,576 bytes', 'let the receivers fetch'],
    [4999, '', ''],
  ])('close code %d', (code, words, next) => {
    const closed = sections(entryBody('connection', '', { action: 'close', code, direction: 'down' }));
    expect((closed.Close as { Code: string }).Code).toBe(words === '' ? String(code) : `${code}: ${words}`);
    expect(closed['What happens next'] ?? '').toContain(next);
    expect(closed['Likely cause'] === undefined).toBe(words === '');
  });

  test('what was refused: why, what to do, what was found and what would have passed', async () => {
    await client.subscribe('private-a', channelAuth(client.socketId, 'a'));
    expect(sections(stored(running.recorder.of('refused')[0], client.socketId))).toMatchObject({
      Reason: expect.stringContaining('Invalid signature'),
      'What to do': expect.stringContaining('without the prefix'),
      Check: {
        'Failed at': 'signature',
        Found: expect.stringMatching(/^[0-9a-f]{64}$/),
        'Would have passed': expect.stringContaining('HMAC SHA256'),
      },
      'String to sign': `${client.socketId}:private-a`,
      'Meant for': { Channel: 'private-a' },
      Sender: { Connection: client.socketId },
    });
  });

  test('a connection that was refused, and what its library does next', async () => {
    await (await running.connect('?client=js', 'undefined')).closed;
    expect(sections(stored(running.recorder.of('refused', 'open')[0]))).toMatchObject({
      Check: { 'Failed at': 'key', Found: 'undefined', 'Answered with': '4001: no app with this key' },
      Sender: { Request: '/app/undefined?client=js', From: '127.0.0.1' },
      'What happens next': expect.stringContaining('does not connect again'),
    });
  });

  test('what the protocol itself says', async () => {
    await client.subscribe('private-a');
    client.send({ event: 'pusher:ping', data: {} });
    client.send('{bad');
    await client.flush();
    const [ping] = running.recorder.of('ping', 'heartbeat');
    expect(sections(stored(ping))).toEqual({ 'What it means': expect.stringContaining('sign of life') });
    const error = running.recorder.of('ping', 'chatter').find(({ event }) => event === 'pusher:error');
    expect(sections(stored(error))).toMatchObject({ 'What happens next': expect.stringContaining('stays open') });
    expect(sections(stored(running.recorder.of('error')[0]))).toMatchObject({
      Reason: 'Invalid message: it is not valid JSON.',
      'What to do': expect.stringContaining('JSON object'),
    });
  });

  test('a request that was answered', async () => {
    await signedSend(running.port, 'GET', '/apps/12345/channels/a', '', { info: 'user_count' });
    expect(sections(stored(running.recorder.of('http')[0])).Request).toMatchObject({
      Status: '200',
      Channel: 'a',
      Request: 'GET /apps/12345/channels/a',
    });
  });

  test('nothing that an entry says is left out: what no section knows stands under Details', () => {
    const entry = entryBody('publish', '', {}, { odd: { a: 1 }, bodyCut: true });
    expect(sections(entry).Details).toEqual({ odd: '{"a":1}', bodyCut: 'true' });
  });
});

describe('entries of no protocol', () => {
  test('a path nobody owns, and bytes that are no request', async () => {
    await send(running.port, 'GET', '/broadcasting/auth');
    const { sections: found } = explainPlain(stored(running.recorder.of('refused', 'request')[0]));
    expect(found.map(({ label }) => label)).toEqual(['Reason', 'What to do', 'Check', 'Sender']);
  });

  test('a Gap says how much is missing, or that nobody knows', () => {
    const gap = (count: number | null) =>
      explainPlain(entryBody('gap', '', {}, { count, fromMs: 0, toMs: 1_000, reason: 'Too much.' })).sections;
    expect(gap(1_234)[1]?.text).toContain('1,234');
    expect(gap(null)[1]?.text).toContain('number unknown');
    expect(gap(null)[0]).toEqual({ label: 'Reason', kind: 'text', text: 'Too much.' });
  });
});
