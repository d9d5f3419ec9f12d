import { describe, expect, test } from 'vitest';
import type { Row } from '../../../src-main/contract/entry';
import { isReturn, returnWords, rowText } from './row-text';

const row: Row = {
  seq: 1,
  atMs: 0,
  kind: 'publish',
  action: 'none',
  direction: 'up',
  source: '',
  protocol: 'pusher',
  app: '',
  connection: null,
  client: '',
  channel: 'orders',
  event: 'App\\Events\\OrderShipped',
  sizeBytes: 12,
  cause: null,
  matched: 3,
  excluded: null,
  code: null,
  summary: 'id 7',
};

describe('the event column', () => {
  test('names an event by the last part of its class', () => {
    expect(rowText(row)).toMatchObject({ name: 'OrderShipped', fullName: 'App\\Events\\OrderShipped', words: 'id 7' });
    expect(rowText({ ...row, event: 'order.shipped' }).name).toBe('order.shipped');
    expect(rowText({ ...row, event: 'odd\\' }).name).toBe('odd\\');
  });

  test('says who a message went to, and that a publish found nobody', () => {
    expect(rowText({ ...row, kind: 'deliver', excluded: 9 })).toMatchObject({ reach: 'to 2 of 3', isUnheard: false });
    expect(rowText({ ...row, kind: 'client', matched: 1 }).reach).toBe('to 1 of 1');
    expect(rowText(row).reach).toBe('');
    expect(rowText({ ...row, matched: 0 })).toMatchObject({ reach: '0 clients', isUnheard: true });
  });

  test('names a refusal by its code and says why', () => {
    const refused = { ...row, kind: 'refused', code: 4001, summary: 'Refused: There is no app here.' } as const;
    expect(rowText(refused)).toMatchObject({ name: '4001', words: 'There is no app here.' });
  });

  test('tells a run of heartbeats in one', () => {
    const ping = { ...row, kind: 'ping', action: 'heartbeat', event: 'pusher:ping', atMs: 60_000 } as const;
    expect(rowText(ping).name).toBe('pusher:ping');
    expect(rowText({ ...ping, folded: { count: 36, first: 1, sinceMs: 0 } }).name).toBe('36 heartbeats in 1 min 0 s');
  });

  test('draws a line where a page that was away is back', () => {
    const summary = 'http://shop.test was away 4.2 s, closed 1006, and is back. Connected as 3.4 with js 8';
    const back = { ...row, kind: 'connection', action: 'open', client: '3.4', cause: 7, summary } as const;
    expect(isReturn(back)).toBe(true);
    expect(isReturn({ ...back, cause: null })).toBe(false);
    expect(returnWords(back)).toBe('http://shop.test was away 4.2 s, closed 1006, and is back as 3.4');
  });

  test('does not repeat what other columns say', () => {
    const open = {
      ...row,
      kind: 'connection',
      action: 'open',
      client: '1.2',
      summary: 'Connected as 1.2 with js',
    } as const;
    expect(rowText(open)).toMatchObject({ name: '1.2', words: 'with js' });
    const summary = 'event "pusher:subscribe", data {auth ""}';
    expect(rowText({ ...row, kind: 'subscribe', client: '1.2', summary })).toMatchObject({ name: '1.2', words: '' });
  });
});
