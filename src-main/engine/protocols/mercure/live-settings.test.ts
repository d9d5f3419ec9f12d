import { generateKeyPairSync } from 'node:crypto';
import { SignJWT } from 'jose';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { defaultMercureChoices, type MercureChoices } from '../../../contract/mercure';
import { systemClock } from '../../hub/clocks.test-support';
import { createHub } from '../../hub/create-hub';
import type { Hub } from '../../hub/hub';
import { MemoryRecorder } from '../../hub/memory-recorder.test-support';
import { createMercure } from '.';
import { askOne, openStream, token } from './mercure-client.test-support';
import { defaultMercure } from './settings';

/** Settings a person changes while the hub runs. */
class Choices {
  current: MercureChoices = defaultMercureChoices;
  private listeners: ((now: MercureChoices) => void)[] = [];
  onChange(listener: (now: MercureChoices) => void): void {
    this.listeners.push(listener);
  }
  set(some: Partial<MercureChoices>): void {
    this.current = { ...this.current, ...some };
    for (const listener of this.listeners) listener(this.current);
  }
}

let hub: Hub;
let url = '';
let choices: Choices;
let recorder: MemoryRecorder;
beforeEach(async () => {
  choices = new Choices();
  recorder = new MemoryRecorder();
  const protocols = [createMercure(defaultMercure, { choices })];
  const parts = { recorder, clock: systemClock, random: Math.random, apps: [], firstConnectionId: 1 };
  hub = createHub({ ...parts, protocols });
  const [listener] = await hub.listen([{ host: '127.0.0.1', port: 0, asked: true }]);
  url = `${listener?.url}/.well-known/mercure`;
});
afterEach(() => hub.close());

const form = { 'content-type': 'application/x-www-form-urlencoded' };
const publish = async (secret: string, id = '') => {
  const authorization = `Bearer ${token({ mercure: { publish: ['*'] } }, secret)}`;
  return (await askOne(url, 'POST', { ...form, authorization }, `topic=a&data=x&id=${id}`)).status;
};
const open = async (query: string) => {
  const stream = await openStream(`${url}${query}`, {});
  stream.close();
  return stream.status;
};

test('a secret that is set is the only one from then on, and taken away again it is those of the examples', async () => {
  expect(await publish('!ChangeMe!')).toBe(200);
  choices.set({ secret: 'a secret of one machine, and of no other' });
  expect(await publish('!ChangeMe!')).toBe(401);
  expect(await publish('a secret of one machine, and of no other')).toBe(200);
  choices.set({ secret: '' });
  expect(await publish('!ChangeMe!')).toBe(200);
});

test('a role with a key of its own takes tokens of that alone, and the other one those of the secret', async () => {
  const [both, own] = [
    'a secret of one machine, and of no other',
    'the secret of those who subscribe, and long enough',
  ];
  const subscribe = async (secret: string, alg = 'HS256') => {
    const signed = token({ mercure: { subscribe: ['*'] } }, secret, { alg });
    const stream = await openStream(`${url}?topic=a`, { authorization: `Bearer ${signed}` });
    stream.close();
    return stream.status;
  };
  choices.set({ secret: both, subscriberKey: { kind: 'HS256', key: own } });
  expect([await publish(both), await publish(own), await subscribe(own), await subscribe(both)]).toEqual([
    200, 401, 200, 401,
  ]);
  expect(recorder.of('refused').at(-1)?.detail?.reason).toContain('the key of a publisher');
  choices.set({ subscriberKey: { kind: 'HS512', key: own } });
  expect([await subscribe(own), await subscribe(own, 'HS512')]).toEqual([401, 200]);
  choices.set({ subscriberKey: null });
  expect([await subscribe(both), await subscribe(own, 'HS512')]).toEqual([200, 401]);
});

test('a public key in one line, as a field of one line keeps it, takes what its private key signed', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('ed25519');
  const pem = publicKey.export({ type: 'spki', format: 'pem' }).toString();
  choices.set({ publisherKey: { kind: 'EdDSA', key: pem.trim().replaceAll('\n', ' ') } });
  const signed = await new SignJWT({ mercure: { publish: ['*'] } })
    .setProtectedHeader({ alg: 'EdDSA' })
    .sign(privateKey);
  const answer = await askOne(url, 'POST', { ...form, authorization: `Bearer ${signed}` }, 'topic=a');
  expect(answer.status).toBe(200);
  expect(await publish('!ChangeMe!')).toBe(401);
});

test('a secret that is set later is masked in what is refused', async () => {
  const secret = 'set-in-settings-and-pasted-as-a-token-by-mistake';
  choices.set({ secret });
  const { body } = await askOne(url, 'POST', { ...form, authorization: `Bearer ${secret}` }, `topic=${secret}`);
  expect(body).not.toContain(secret);
  expect(JSON.stringify(recorder.entries)).not.toContain(secret);
});

test('who may subscribe, what is listed and what is remembered follow the settings', async () => {
  expect(await open('?topic=a')).toBe(200);
  choices.set({ anonymous: false, subscriptions: false });
  expect(await open('?topic=a')).toBe(401);
  expect((await askOne(`${url}/subscriptions`, 'GET', {}, '')).status).toBe(404);
  choices.set({ anonymous: true, historyUpdates: 1 });
  await publish('!ChangeMe!', 'first');
  await publish('!ChangeMe!', 'second');
  const stream = await openStream(`${url}?topic=a&lastEventID=earliest`, {});
  expect(await stream.received(1)).toEqual(['id: second\ndata: x']);
  choices.set({ historyUpdates: 0 });
  expect((await openStream(`${url}?topic=a&lastEventID=second`, {})).response.headers['last-event-id']).not.toBe(
    'second',
  );
  stream.close();
});
