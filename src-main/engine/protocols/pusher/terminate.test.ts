import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { stored } from './entry-body.test-support';
import { explain } from './explain';
import type { RunningHub } from './running-hub.test-support';
import { startHub } from './running-hub.test-support';
import { channelAuth, signedSend, userAuth } from './signed-request.test-support';

let running: RunningHub;
beforeEach(async () => {
  running = await startHub();
});
afterEach(() => running.close());

const terminate = (user: string, secret?: string) =>
  signedSend(running.port, 'POST', `/apps/12345/users/${user}/terminate_connections`, '{}', {}, { secret });
const connect = async () => (await running.connect()).established();
const signedIn = async (id: string) => {
  const client = await connect();
  await client.signIn(userAuth(client.socketId, { id }));
  return client;
};

describe('terminate_connections', () => {
  test('84: ends all connections of the user, told why, and nobody else’s', async () => {
    const [one, again, other, stranger] = [
      await signedIn('7'),
      await signedIn('7'),
      await signedIn('8'),
      await connect(),
    ];
    await stranger.subscribe('presence-a', channelAuth(stranger.socketId, 'presence-a', { user_id: '7' }));
    expect(await terminate('7')).toMatchObject({ status: 200, text: '{}', contentType: 'application/json' });
    for (const client of [one, again]) {
      expect(await client.next()).toMatchObject({ event: 'pusher:error', data: { code: 4200 } });
      expect(await client.closed).toMatchObject({ code: 4200, reason: expect.stringContaining('ended') });
    }
    for (const client of [other, stranger]) {
      await client.flush();
      expect(client.socket.readyState).toBe(client.socket.OPEN);
    }
    const [request] = running.recorder.of('http');
    const note = 'Ended 2 connections of user 7.';
    expect(request).toMatchObject({ code: 200, detail: { note }, summary: expect.stringContaining(note) });
    expect(explain(stored(request)).sections).toContainEqual({ kind: 'text', label: 'Note', text: note });
    const told = running.recorder.entries.filter(({ event }) => event === 'pusher:error');
    expect(told.map(({ connection, cause }) => [connection, cause])).toEqual([
      [1, request?.seq],
      [2, request?.seq],
    ]);
  });

  test('of a user nobody has signed in as is a note, not a failure', async () => {
    expect((await terminate('7')).status).toBe(200);
    expect(running.recorder.of('http')[0]).toMatchObject({
      detail: { note: expect.stringContaining('Nobody is signed in as 7') },
    });
  });

  test('a connection that went is not ended again, and one that comes back is', async () => {
    const one = await signedIn('7');
    one.close();
    await running.recorder.waitFor(({ action }) => action === 'close');
    await terminate('7');
    expect(running.recorder.of('http')[0]).toMatchObject({ summary: expect.stringContaining('Nobody is signed in') });
    const again = await signedIn('7');
    await terminate('7');
    expect((await again.closed).code).toBe(4200);
  });

  test('ids are decoded, and a wrong signature or method ends nobody', async () => {
    const one = await signedIn('a/b ü');
    const path = encodeURIComponent('a/b ü');
    expect((await terminate(path, 'wrong')).status).toBe(401);
    expect((await signedSend(running.port, 'GET', `/apps/12345/users/${path}/terminate_connections`)).status).toBe(405);
    expect(await one.flush()).toEqual([]);
    expect((await terminate(path)).status).toBe(200);
    expect((await one.closed).code).toBe(4200);
  });

  test('pusher-js comes back; it stays signed out if the app refuses it now', async () => {
    const sdk = running.sdk();
    let isBanned = false;
    const page = running.client({
      userAuthentication: {
        customHandler: ({ socketId }: { socketId: string }, callback: (error: Error | null, data: unknown) => void) =>
          isBanned ? callback(new Error('banned'), null) : callback(null, sdk.authenticateUser(socketId, { id: '7' })),
      },
    });
    page.signin();
    await running.recorder.waitFor(({ kind }) => kind === 'auth');
    isBanned = true;
    const reconnected = new Promise((resolve) => page.connection.bind('connected', resolve));
    await sdk.terminateUserConnections('7');
    await reconnected;
    expect(page.connection.state).toBe('connected');
    expect(running.recorder.of('auth')).toHaveLength(1);
  });
});
