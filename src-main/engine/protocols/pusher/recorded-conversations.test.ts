import { readFile } from 'node:fs/promises';
import { afterEach, describe, expect, test } from 'vitest';
import { allFaces } from '../../../contract/faces';
import type { RawClient, RawFrame } from './raw-client.test-support';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, signedSend } from './signed-request.test-support';

/** The bodies of the recorded POSTs, which the recordings do not hold: known by what followed from them. */
const posts: readonly ((socketId: string) => readonly [path: string, body: object, secret?: string])[] = [
  () => ['events', { name: 'ev', channel: 'room', data: '{"n":1}' }],
  (socketId) => ['events', { name: 'ev', channel: 'room', data: '{"n":2}', socket_id: socketId }],
  () => [
    'events',
    { name: 'ev', channels: ['room', 'presence-room'], data: '{"n":3}', info: 'subscription_count,user_count' },
  ],
  () => ['batch_events', { batch: ['4', '5'].map((n) => ({ name: 'ev', channel: 'room', data: `{"n":${n}}` })) }],
  () => ['events', { name: 'ev', channel: 'room', data: '{"n":6}' }, 'wrong'],
  () => ['events', { name: 'ev', channel: 'room', data: '{"n":7}' }],
];

let running: RunningHub;
afterEach(() => running.close());

/** What was said there, and what is said here, each as the other does not say it. */
interface Differences {
  readonly recorded: readonly string[];
  readonly ours: readonly string[];
}

/** Drives a recorded conversation, signatures fresh, and compares every frame and answer. */
async function replay(name: string): Promise<Differences> {
  running = await startHub({ faces: { settings: allFaces, list: [] } });
  const text = await readFile(`src-main/engine/protocols/pusher/recordings/${name}.txt`, 'utf8');
  const clients = new Map<string, RawClient>();
  const recorded: string[] = [];
  const ours: string[] = [];
  const hear = async () => {
    for (const [who, client] of clients) for (const frame of await client.flush()) ours.push(`${who} ${told(frame)}`);
  };
  let post = 0;
  for (const line of text.split('\n')) {
    const [, who = '', direction, json = ''] = /^\s*[\d.]+ ([ABZ]) ([<>]) (.*)$/.exec(line) ?? [];
    const [, method = '', path = '', status, body = ''] = /^(GET|POST) (\S+) -> (\d+) \S+ ?(.*)$/.exec(line) ?? [];
    if (line.includes('member_removed')) {
      // Nothing in the recording says that B went, but this.
      clients.get('B')?.close();
      clients.delete('B');
      ours.push(`A ${told(await (clients.get('A') as RawClient).next())}`);
    }
    if (direction === '<') {
      recorded.push(`${who} ${told(JSON.parse(json))}`);
      if (json.includes('connection_established')) {
        clients.set(who, await (await running.connect()).established());
        ours.push(`${who} ${told(JSON.parse(clients.get(who)?.texts[0] ?? ''))}`);
        // What was no JSON is not among the lines of the recording.
        if (who === 'Z') clients.get(who)?.send('this is no JSON');
      }
    } else if (direction === '>') {
      const client = clients.get(who) as RawClient;
      client.send(resigned(JSON.parse(json), client));
      if (json.includes('pusher:ping')) ours.push(`${who} ${told(await client.next())}`);
    } else if (method !== '') {
      recorded.push(`${method} ${path} ${status} ${body}`);
      const answer =
        method === 'GET' ? await get(path) : await postNumber(post++, path, clients.get('A')?.socketId ?? '');
      ours.push(`${method} ${path} ${answer.status} ${answer.text}`);
    } else if (line.startsWith('bad key <')) {
      recorded.push(`bad key ${told(JSON.parse(line.slice('bad key < '.length)))}`);
      ours.push(`bad key ${told(await (await running.connect('', 'nokey')).next())}`);
    }
    await hear();
  }
  return { recorded: without(recorded, ours), ours: without(ours, recorded).map(withoutChance) };
}

const get = (target: string) => {
  const [path = '', query = ''] = target.split('?');
  return signedSend(running.port, 'GET', path, '', Object.fromEntries(new URLSearchParams(query)));
};

function postNumber(number: number, path: string, socketId: string) {
  const [, body, secret] = posts[number]?.(socketId) ?? ['', {}];
  return path.includes('batch')
    ? signedSend(running.port, 'POST', path, posts[3]?.('')[1])
    : signedSend(running.port, 'POST', path, body, {}, secret === undefined ? {} : { secret });
}

/** A frame with its data opened, and without what is another one each time. */
function told({ event, channel, data, ...rest }: RawFrame): string {
  const opened = typeof data === 'string' && /^[[{]/.test(data) ? JSON.parse(data) : data;
  const isFirst = event === 'pusher:connection_established';
  const shown = isFirst ? { ...opened, socket_id: 'S' } : (opened ?? null);
  return JSON.stringify({ event, ...(channel === undefined ? {} : { channel }), data: sorted(shown), ...rest });
}

/** What is another one each time. */
function withoutChance(text: string): string {
  return text
    .replace(/\d+\.\d+:/g, 'S:')
    .replace(/[0-9a-f]{64}/g, 'SIGNATURE')
    .replace(/auth_timestamp=\d+/, 'auth_timestamp=T');
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted((value as { [name: string]: unknown })[name])]));
}

function resigned(
  message: { event: string; data: { channel?: string; auth?: string; channel_data?: string } },
  client: RawClient,
) {
  const { channel, auth, channel_data } = message.data;
  return channel === undefined || auth === undefined || auth.endsWith(':00')
    ? message
    : { ...message, data: { channel, ...channelAuth(client.socketId, channel, channel_data) } };
}

function without(these: readonly string[], those: readonly string[]): readonly string[] {
  const left = [...those];
  return these.filter((one) => {
    const at = left.indexOf(one);
    if (at !== -1) left.splice(at, 1);
    return at === -1;
  });
}

describe('recorded conversations: what is not as recorded is a deviation of docs/protocols/pusher.md', () => {
  test('Reverb 1.9.0', async () => {
    expect(await replay('reverb-1.9.0')).toMatchInlineSnapshot(`
      {
        "ours": [
          "A {"event":"pusher:connection_established","data":{"activity_timeout":120,"socket_id":"S"}}",
          "B {"event":"pusher:connection_established","data":{"activity_timeout":120,"socket_id":"S"}}",
          "A {"event":"pusher:pong","data":{}}",
          "B {"event":"pusher:error","data":{"code":null,"message":"Invalid signature: Expected HMAC SHA256 hex digest of S:private-bad, but got 00"}}",
          "POST /apps/12345/batch_events 200 {}",
          "POST /apps/12345/events 401 Invalid signature: you should have sent HmacSHA256Hex("POST\\n/apps/12345/events\\nauth_key=your_app_key&auth_timestamp=T&auth_version=1.0&body_md5=8eb02724fd1b48a9969e71e1725adabb", your_secret_key), but you sent "SIGNATURE"",
          "POST /apps/999/events 404 There is no app with the id 999 here.",
          "GET /apps/12345/channels/room/users 400 Users are only known of presence channels, and room is none.",
          "bad key {"event":"pusher:error","data":{"code":4001,"message":"There is no app with the key nokey here."}}",
          "Z {"event":"pusher:connection_established","data":{"activity_timeout":120,"socket_id":"S"}}",
          "Z {"event":"pusher:error","data":{"code":null,"message":"Invalid message: it is not valid JSON."}}",
          "Z {"event":"pusher:error","data":{"code":null,"message":"Client events are only allowed on private and presence channels, and room is public."}}",
          "Z {"event":"pusher:error","data":{"code":null,"message":"Invalid subscribe: data.channel has to be a channel name."}}",
        ],
        "recorded": [
          "A {"event":"pusher:connection_established","data":{"activity_timeout":30,"socket_id":"S"}}",
          "B {"event":"pusher:connection_established","data":{"activity_timeout":30,"socket_id":"S"}}",
          "A {"event":"pusher:pong","data":null}",
          "B {"event":"pusher:error","data":{"code":4009,"message":"Connection is unauthorized"}}",
          "POST /apps/12345/batch_events 200 {"batch":{}}",
          "POST /apps/12345/events 401 Authentication signature invalid.",
          "POST /apps/999/events 404 No matching application for ID [999].",
          "GET /apps/12345/channels/room/users 400 {}",
          "bad key {"event":"pusher:error","data":{"code":4001,"message":"Application does not exist"}}",
          "Z {"event":"pusher:connection_established","data":{"activity_timeout":30,"socket_id":"S"}}",
          "Z {"event":"pusher:error","data":{"code":4200,"message":"Invalid message format"}}",
          "Z {"event":"pusher:error","data":{"code":4009,"message":"The client is not a member of the specified channel."}}",
          "Z {"event":"pusher:error","data":{"code":4200,"message":"Invalid message format"}}",
        ],
      }
    `);
  });
  test('laravel-websockets 1.14.1', async () => {
    expect(await replay('laravel-websockets-1.14.1')).toMatchInlineSnapshot(`
      {
        "ours": [
          "A {"event":"pusher:connection_established","data":{"activity_timeout":120,"socket_id":"S"}}",
          "B {"event":"pusher:connection_established","data":{"activity_timeout":120,"socket_id":"S"}}",
          "A {"event":"pusher_internal:subscription_succeeded","channel":"room","data":{}}",
          "A {"event":"pusher_internal:subscription_succeeded","channel":"private-room","data":{}}",
          "A {"event":"pusher_internal:subscription_succeeded","channel":"presence-room","data":{"presence":{"count":1,"hash":{"1":{"name":"Ann"}},"ids":["1"]}}}",
          "B {"event":"pusher_internal:subscription_succeeded","channel":"presence-room","data":{"presence":{"count":2,"hash":{"1":{"name":"Ann"},"2":{"name":"Bob"}},"ids":["1","2"]}}}",
          "B {"event":"pusher_internal:subscription_succeeded","channel":"private-room","data":{}}",
          "A {"event":"pusher:pong","data":{}}",
          "A {"event":"client-x","channel":"presence-room","data":{"n":1},"user_id":"2"}",
          "B {"event":"pusher:error","data":{"code":null,"message":"Invalid signature: Expected HMAC SHA256 hex digest of S:private-bad, but got 00"}}",
          "POST /apps/12345/events 200 {"channels":{"room":{"subscription_count":1},"presence-room":{"user_count":2}}}",
          "POST /apps/12345/batch_events 200 {}",
          "A {"event":"ev","channel":"room","data":{"n":4}}",
          "A {"event":"ev","channel":"room","data":{"n":5}}",
          "POST /apps/12345/events 401 Invalid signature: you should have sent HmacSHA256Hex("POST\\n/apps/12345/events\\nauth_key=your_app_key&auth_timestamp=T&auth_version=1.0&body_md5=8eb02724fd1b48a9969e71e1725adabb", your_secret_key), but you sent "SIGNATURE"",
          "POST /apps/999/events 404 There is no app with the id 999 here.",
          "GET /apps/12345/channels 200 {"channels":{"room":{},"private-room":{},"presence-room":{}}}",
          "GET /apps/12345/channels?info=subscription_count 200 {"channels":{"room":{"subscription_count":1},"private-room":{"subscription_count":2},"presence-room":{}}}",
          "GET /apps/12345/channels/room 200 {"occupied":true}",
          "GET /apps/12345/channels/presence-room?info=user_count 200 {"occupied":true,"user_count":2}",
          "GET /apps/12345/channels/presence-room/users 200 {"users":[{"id":"1"},{"id":"2"}]}",
          "GET /apps/12345/channels/room/users 400 Users are only known of presence channels, and room is none.",
          "GET /apps/12345/channels/none 200 {"occupied":false}",
          "GET /apps/12345/connections 200 {"connections":2}",
          "bad key {"event":"pusher:error","data":{"code":4001,"message":"There is no app with the key nokey here."}}",
          "Z {"event":"pusher:connection_established","data":{"activity_timeout":120,"socket_id":"S"}}",
          "Z {"event":"pusher:error","data":{"code":null,"message":"Invalid message: it is not valid JSON."}}",
          "Z {"event":"pusher:error","data":{"code":null,"message":"Client events are only allowed on private and presence channels, and room is public."}}",
          "Z {"event":"pusher:error","data":{"code":null,"message":"Invalid subscribe: data.channel has to be a channel name."}}",
        ],
        "recorded": [
          "A {"event":"pusher:connection_established","data":{"activity_timeout":30,"socket_id":"S"}}",
          "B {"event":"pusher:connection_established","data":{"activity_timeout":30,"socket_id":"S"}}",
          "A {"event":"pusher_internal:subscription_succeeded","channel":"room","data":null}",
          "A {"event":"pusher_internal:subscription_succeeded","channel":"private-room","data":null}",
          "A {"event":"pusher_internal:subscription_succeeded","channel":"presence-room","data":{"presence":{"count":1,"hash":{"1":{"name":"Ann"}},"ids":[1]}}}",
          "B {"event":"pusher_internal:subscription_succeeded","channel":"presence-room","data":{"presence":{"count":2,"hash":{"1":{"name":"Ann"},"2":{"name":"Bob"}},"ids":[1,2]}}}",
          "B {"event":"pusher_internal:subscription_succeeded","channel":"private-room","data":null}",
          "A {"event":"pusher:pong","data":null}",
          "A {"event":"client-x","channel":"presence-room","data":{"n":1}}",
          "B {"event":"pusher:error","data":{"code":4009,"message":"Invalid Signature"}}",
          "POST /apps/12345/events 200 {}",
          "POST /apps/12345/batch_events 404 ",
          "POST /apps/12345/events 401 {"error":"Invalid auth signature provided."}",
          "POST /apps/999/events 401 {"error":"Unknown app id \`999\` provided."}",
          "GET /apps/12345/channels 200 {"channels":{"room":{},"private-room":{},"presence-room":{},"private-bad":{}}}",
          "GET /apps/12345/channels?info=subscription_count 200 {"channels":{"room":{},"private-room":{},"presence-room":{},"private-bad":{}}}",
          "GET /apps/12345/channels/room 200 {"occupied":true,"subscription_count":1}",
          "GET /apps/12345/channels/presence-room?info=user_count 200 {"occupied":true,"subscription_count":2,"user_count":2}",
          "GET /apps/12345/channels/presence-room/users 200 {"users":[{"id":1},{"id":2}]}",
          "GET /apps/12345/channels/room/users 400 {"error":"Invalid presence channel \\"room\\""}",
          "GET /apps/12345/channels/none 404 {"error":"Unknown channel \`none\`."}",
          "GET /apps/12345/connections 404 ",
          "bad key {"event":"pusher:error","data":{"code":4001,"message":"Could not find app key \`nokey\`."}}",
          "Z {"event":"pusher:connection_established","data":{"activity_timeout":30,"socket_id":"S"}}",
          "A {"event":"client-y","channel":"room","data":{}}",
        ],
      }
    `);
  });
});
