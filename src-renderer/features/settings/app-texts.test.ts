import { expect, test } from 'vitest';
import { type AppDetails, defaultAppOptions } from '../../../src-main/contract/app';
import { appTexts, readApp } from './app-texts';
import { newWebhook } from './app-webhook-texts';

const webhook = {
  url: 'http://a.test/hooks',
  events: ['member_added' as const],
  headers: { 'X-Team': 'blue' },
  batch: false,
};
const app: AppDetails = {
  id: 'shop',
  key: 'shop_key',
  secretLength: 11,
  secretHash: 'abcd',
  maxDataBytes: 10_240,
  source: 'kept',
  warnings: [],
  options: {
    ...defaultAppOptions,
    allowedOrigins: ['shop.test', '*.shop.test'],
    capacity: 3,
    activityTimeoutS: 45,
    clientEventsPerSecond: 0.5,
    cacheS: 60,
    protocolVersions: [7, 6],
    webhooks: [webhook, { ...webhook, url: 'https://b.test/', headers: {} }],
    forward: { url: 'https://real.test', authUrl: '', verifyTls: false },
    limits: { ...defaultAppOptions.limits, members: 5 },
  },
};
const texts = appTexts(app);
const faultOf = (change: object, taken: readonly string[] = []) => {
  const read = readApp({ ...texts, ...change }, taken);
  return 'fault' in read ? read.fault : null;
};

test('a form that is saved as it was opened changes nothing', () => {
  expect(readApp(texts, [])).toEqual({ patch: { id: 'shop', key: 'shop_key', options: app.options } });
});

test('what is left empty is as usual', () => {
  const empty = { ...texts, key: '', capacity: ' ', activityTimeout: '', versions: '', origins: '', webhooks: [] };
  expect(readApp(empty, [])).toMatchObject({
    patch: {
      id: 'shop',
      options: { capacity: null, activityTimeoutS: 120, protocolVersions: null, allowedOrigins: [], webhooks: [] },
    },
  });
});

test('headers are a line each, events in the order of their names', () => {
  const typed = { ...newWebhook, url: ' http://a.test/ ', headers: ' X-Team:blue \n\nAuthorization: Bearer x:y' };
  const read = readApp({ ...texts, webhooks: [{ ...typed, events: ['cache_miss', 'member_added'] }] }, []);
  expect(read).toMatchObject({
    patch: {
      options: {
        webhooks: [
          {
            url: 'http://a.test/',
            events: ['member_added', 'cache_miss'],
            headers: { 'X-Team': 'blue', Authorization: 'Bearer x:y' },
            batch: true,
          },
        ],
      },
    },
  });
});

test.each([
  [{ id: ' ' }, { field: 'id', of: 'id' }],
  [{ id: '12345' }, { field: 'id', of: 'there' }],
  [{ capacity: '0' }, { field: 'capacity', of: 'number' }],
  [{ activityTimeout: '1.5' }, { field: 'activityTimeout', of: 'number' }],
  [{ versions: '7, x' }, { field: 'versions', of: 'versions' }],
  [{ webhooks: [newWebhook] }, { field: 'webhooks', of: { at: 0, of: 'url' } }],
  [{ webhooks: [{ ...newWebhook, url: 'ftp://a.test' }] }, { field: 'webhooks', of: { at: 0, of: 'url' } }],
  [{ webhooks: [...texts.webhooks, texts.webhooks[0]] }, { field: 'webhooks', of: { at: 2, of: 'twice' } }],
  [
    { webhooks: [{ ...newWebhook, url: 'http://a.test', headers: 'no header' }] },
    { field: 'webhooks', of: { at: 0, of: 'headers' } },
  ],
  [{ limits: { ...texts.limits, clientEventsPerSecond: '0' } }, { field: 'limits', of: 'clientEventsPerSecond' }],
])('%j cannot be saved', (change, fault) => {
  expect(faultOf(change, ['12345'])).toEqual(fault);
});
