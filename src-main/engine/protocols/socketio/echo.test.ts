import Echo from 'laravel-echo';
import { describe, expect, onTestFinished, test } from 'vitest';
import { heard, ioOf, type RunningSocketIo, startApplication, startSocketIo } from './running-socketio.test-support';

/** What a page creates with laravel-echo, over the real client of Socket.IO 2 (as laravel-echo-server wants) or 4. */
async function page({ url }: RunningSocketIo, version: 2 | 4, user = '') {
  const headers = user === '' ? {} : { Authorization: `Bearer token-of-${user}` };
  const options = { broadcaster: 'socket.io', client: ioOf(version), host: url, forceNew: true, auth: { headers } };
  const echo = new Echo(options as never) as unknown as Echo<'socket.io'>;
  onTestFinished(() => echo.disconnect());
  const { socket } = echo.connector as unknown as { socket: Parameters<typeof heard>[0] };
  await new Promise<void>((done) => {
    if (socket.connected) done();
    else socket.on('connect', () => done());
  });
  return { echo, socket };
}

/** As a Laravel application with the driver redis answers. */
const laravel = () =>
  startApplication(({ channel, headers }) => {
    const user = /^Bearer token-of-(\w+)$/.exec(headers.authorization ?? '')?.[1];
    if (user === undefined) return [401, '{"message":"Unauthenticated."}'];
    if (channel.startsWith('presence-')) {
      return [200, `{"channel_data":{"user_id":${JSON.stringify(user)},"user_info":{"name":"${user.toUpperCase()}"}}}`];
    }
    return channel.endsWith('forbidden') ? [403, ''] : [200, 'true'];
  });

const subscribed = (running: RunningSocketIo, channel: string, count = 1) =>
  expect
    .poll(() => running.recorder.of('subscribe', 'subscribe').filter((one) => one.channel === channel).length)
    .toBe(count);

const draft = (channel: string, more: object = {}) => ({
  app: 'socketio',
  channel,
  event: 'App\\Events\\OrderShipped',
  data: '{"id":7,"n":12345678901234567890}',
  excludeSocketId: '',
  ...more,
});

describe.each([2, 4] as const)('laravel-echo over Socket.IO %i', (version) => {
  test('a public channel: an event of the application, and no more once it was left', async () => {
    const running = await startSocketIo();
    const { echo } = await page(running, version);
    const got: unknown[] = [];
    echo.channel('orders').listen('OrderShipped', (data: unknown) => got.push(data));
    await subscribed(running, 'orders');
    expect(running.hub.send(draft('orders'))).toMatchObject({ ok: true, matched: 1 });
    await expect.poll(() => got).toEqual([{ id: 7, n: Number('12345678901234567890') }]);
    expect(running.recorder.of('deliver')[0]?.text).toBe(
      '42["App\\\\Events\\\\OrderShipped","orders",{"id":7,"n":12345678901234567890}]',
    );
    echo.leave('orders');
    await running.recorder.waitFor(({ action, channel }) => action === 'unsubscribe' && channel === 'orders');
    expect(running.hub.send(draft('orders'))).toMatchObject({ matched: 0 });
  });

  test('the socket an event is not for is left out', async () => {
    const running = await startSocketIo();
    const [own, other] = [await page(running, version), await page(running, version)];
    const [mine, theirs]: [unknown[], unknown[]] = [[], []];
    own.echo.channel('orders').listen('.e', (data: unknown) => mine.push(data));
    other.echo.channel('orders').listen('.e', (data: unknown) => theirs.push(data));
    await subscribed(running, 'orders', 2);
    const socketId = own.echo.socketId() ?? '';
    expect(running.hub.send(draft('orders', { event: 'e', excludeSocketId: socketId }))).toMatchObject({
      matched: 2,
      excluded: 1,
    });
    running.hub.send(draft('orders', { event: 'e', data: '"last"' }));
    await expect.poll(() => mine).toEqual(['last']);
    await expect.poll(() => theirs.length).toBe(2);
  });

  test('a private channel is asked for as laravel-echo-server does; who may not is told the status', async () => {
    const application = await laravel();
    const running = await startSocketIo({ authUrls: [application.url] });
    const anna = await page(running, version, 'anna');
    const errors = heard(anna.socket, 'subscription_error');
    anna.echo.private('user.1');
    anna.echo.private('forbidden');
    await subscribed(running, 'private-user.1');
    await expect.poll(() => errors).toEqual([['subscription_error', 'private-forbidden', 403]]);
    expect(application.asked[0]).toMatchObject({
      channel: 'private-user.1',
      headers: { authorization: 'Bearer token-of-anna', 'x-requested-with': 'XMLHttpRequest' },
    });
    expect(running.recorder.of('refused', 'subscribe')[0]).toMatchObject({
      code: 403,
      channel: 'private-forbidden',
      detail: { hint: expect.stringContaining('routes/channels.php'), authUrl: application.url },
    });
    expect(running.recorder.entries.filter(({ text }) => text.includes('token-of-anna'))).toEqual([]);
    expect(running.recorder.of('subscribe')[1]?.text).toMatch(/^42\["subscribe",.*\[Authorization, 20 characters/);
    expect(running.hub.channels()).toContainEqual(
      expect.objectContaining({ name: 'private-forbidden', kind: 'private', refusals: 1, lastRefusalCode: 403 }),
    );
  });

  test('whispers go to the others on a guarded channel, and nowhere from one', async () => {
    const application = await laravel();
    const running = await startSocketIo({ authUrls: [application.url] });
    const [anna, ben] = [await page(running, version, 'anna'), await page(running, version, 'ben')];
    const got: unknown[] = [];
    const mine: unknown[] = [];
    ben.echo.private('chat').listenForWhisper('typing', (data: unknown) => got.push(data));
    const own = anna.echo.private('chat');
    own.listenForWhisper('typing', (data: unknown) => mine.push(data));
    await subscribed(running, 'private-chat', 2);
    own.whisper('typing', { name: 'anna' });
    await expect.poll(() => got).toEqual([{ name: 'anna' }]);
    expect(mine).toEqual([]);
    expect(running.recorder.of('client')[0]).toMatchObject({
      channel: 'private-chat',
      event: 'client-typing',
      matched: 2,
      excluded: 1,
    });
    const open = anna.echo.channel('public');
    await subscribed(running, 'public');
    (open as unknown as { socket: { emit(...args: unknown[]): void } }).socket.emit('client event', {
      channel: 'public',
      event: 'client-x',
      data: 1,
    });
    const refused = await running.recorder.waitFor(({ kind, action }) => kind === 'refused' && action === 'client');
    expect(refused.detail?.reason).toContain('private and presence');
  });

  test('a presence channel: who is here, who comes and who goes, each user once', async () => {
    const application = await laravel();
    const running = await startSocketIo({ authUrls: [application.url] });
    const [anna, ben] = [await page(running, version, 'anna'), await page(running, version, 'ben')];
    const log: unknown[] = [];
    anna.echo
      .join('room')
      .here((users: unknown) => log.push(['here', users]))
      .joining((user: unknown) => log.push(['joining', user]))
      .leaving((user: unknown) => log.push(['leaving', user]));
    await expect.poll(() => log).toEqual([['here', [{ name: 'ANNA' }]]]);
    ben.echo.join('room');
    await expect.poll(() => log[1]).toEqual(['joining', { name: 'BEN' }]);
    const again = await page(running, version, 'ben');
    again.echo.join('room');
    await subscribed(running, 'presence-room', 3);
    expect(running.hub.members('socketio', 'presence-room')).toMatchObject([
      { userId: 'ben', info: '{"name":"BEN"}', connections: [2, 3] },
      { userId: 'anna' },
    ]);
    again.echo.disconnect();
    ben.echo.disconnect();
    await expect.poll(() => log[2]).toEqual(['leaving', { name: 'BEN' }]);
    expect(log).toHaveLength(3);
    expect(running.recorder.of('presence').map(({ action, detail }) => `${action} ${detail?.user}`)).toEqual([
      'join anna',
      'join ben',
      'leave ben',
    ]);
  });
});

test.each([
  ['nobody answers', 'http://127.0.0.1:1/broadcasting/auth', 0, 'Settings, Socket.IO'],
  ['it is no address', 'nowhere', 0, 'no address'],
])('when %s the status is %s', async (_words, authUrl, status, words) => {
  const running = await startSocketIo({ authUrls: [authUrl] });
  const anna = await page(running, 2, 'anna');
  const errors = heard(anna.socket, 'subscription_error');
  anna.echo.private('x');
  await expect.poll(() => errors).toEqual([['subscription_error', 'private-x', status]]);
  expect(JSON.stringify(running.recorder.of('refused', 'subscribe')[0]?.detail)).toContain(words);
});

test('a page that asks for more than its application answers is refused', async () => {
  let answer = () => {};
  const patience = new Promise<void>((done) => {
    answer = done;
  });
  const application = await startApplication(() => [200, 'true'], patience);
  const running = await startSocketIo({ authUrls: [application.url] });
  const anna = await page(running, 2, 'anna');
  const errors = heard(anna.socket, 'subscription_error');
  for (let index = 0; index < 101; index += 1) anna.echo.private(`c${index}`);
  await expect.poll(() => errors).toEqual([['subscription_error', 'private-c100', 429]]);
  answer();
  await expect.poll(() => running.recorder.of('subscribe', 'subscribe').length, { timeout: 5_000 }).toBe(101);
  anna.echo.private('after');
  await subscribed(running, 'private-after');
});

test('a socket that left its namespace has no name any more', async () => {
  const running = await startSocketIo();
  const [own, other] = [await page(running, 4), await page(running, 4)];
  other.echo.channel('orders');
  await subscribed(running, 'orders');
  const socketId = own.echo.socketId() ?? '';
  own.socket.disconnect();
  await running.recorder.waitFor(({ action, channel }) => action === 'unsubscribe' && channel === '/');
  const sent = running.hub.send(draft('orders', { asSocketId: socketId, event: 'client-x' }));
  expect(sent).toMatchObject({ ok: false, problem: { code: 'not-found' } });
});

test('a presence rule that only says yes is told what it lacks', async () => {
  const application = await startApplication(() => [200, 'true']);
  const running = await startSocketIo({ authUrls: [application.url] });
  const anna = await page(running, 2, 'anna');
  anna.echo.join('room');
  const refused = await running.recorder.waitFor(({ kind }) => kind === 'refused');
  expect(refused.detail?.hint).toContain('true is too little');
  anna.echo.leave('room');
  anna.socket.emit('unsubscribe', { channel: 'presence-never-joined' });
  await new Promise((done) => (anna.socket.emit as (...args: unknown[]) => void)('x', done));
});

describe('the HTTP API of laravel-echo-server', () => {
  const key = { authorization: 'Bearer your_app_key' };

  test('events reach the page, and its words are those of the table', async () => {
    const application = await laravel();
    const running = await startSocketIo({ authUrls: [application.url] });
    const { echo } = await page(running, 2, 'anna');
    const got: unknown[] = [];
    echo.channel('orders').listen('.shipped', (data: unknown) => got.push(data));
    echo.join('room');
    await subscribed(running, 'orders');
    await subscribed(running, 'presence-room');
    const post = (body: unknown, headers: object = key) =>
      fetch(`${running.url}/apps/12345/events`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...headers },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      });
    const get = async (path: string, headers: object = key) => {
      const answer = await fetch(`${running.url}/apps/12345/${path}`, { headers: { ...headers } });
      return [answer.status, await answer.json()];
    };
    const sent = await post({ channel: 'orders', name: 'shipped', data: { id: 7 } });
    expect([sent.status, await sent.json()]).toEqual([200, { message: 'ok' }]);
    await post({ channels: ['orders'], name: 'shipped', data: '{"id":8}' });
    await expect.poll(() => got).toEqual([{ id: 7 }, { id: 8 }]);
    const missing = await post({ channel: 'orders', name: 'x' });
    expect([missing.status, await missing.json()]).toEqual([
      400,
      { error: 'Event must include channel, event name and data' },
    ]);
    expect((await post('{no json')).status).toBe(400);
    const wrong = await post({ channel: 'orders', name: 'x', data: 1 }, { authorization: 'Bearer wrong' });
    expect([wrong.status, await wrong.json()]).toEqual([403, { error: 'Unauthorized' }]);

    expect(await get('channels')).toEqual([
      200,
      {
        channels: {
          orders: { subscription_count: 1, occupied: true },
          'presence-room': { subscription_count: 1, occupied: true, user_count: 1 },
        },
      },
    ]);
    expect(await get('channels?filter_by_prefix=ord')).toMatchObject([200, { channels: { orders: {} } }]);
    expect(await get('channels/orders')).toEqual([200, { subscription_count: 1, occupied: true }]);
    expect(await get('channels/presence-room/users')).toEqual([
      200,
      { users: [{ id: 'anna', user_info: { name: 'ANNA' } }] },
    ]);
    expect(await get('channels/orders/users')).toEqual([
      400,
      { error: 'User list is only possible for Presence Channels' },
    ]);
    expect(await get('status?auth_key=your_app_key', {})).toMatchObject([200, { subscription_count: 1 }]);
  });

  test('requests of Pusher on the same paths are still its own', async () => {
    const running = await startSocketIo();
    const answer = await fetch(`${running.url}/apps/12345/channels?auth_key=your_app_key`);
    expect(answer.status).toBe(401);
    expect(running.recorder.of('refused')[0]?.protocol).toBe('pusher');
  });
});
