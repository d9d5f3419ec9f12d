import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import {
  channelStringToSign,
  isSameSignature,
  md5,
  parseQuery,
  prepareSecret,
  requestStringToSign,
  sign,
} from './signature';

/** The published vectors, recomputed; the presence one is for "Mr. Channels", which the published signature is not. */
const key = '278d425bdf160c739803';
const secret = prepareSecret('7ad3773142a6692b25b8');
const auth = `auth_key=${key}&auth_timestamp=1353088179&auth_version=1.0`;

describe('requests', () => {
  const body = '{"name":"foo","channels":["project-3"],"data":"{\\"some\\":\\"data\\"}"}';

  test('POST events', () => {
    expect(md5(Buffer.from(body))).toBe('ec365a775a4cd0599faeb73354201b6f');
    const text = requestStringToSign(
      'POST',
      '/apps/3/events',
      parseQuery(`${auth}&body_md5=${md5(Buffer.from(body))}`),
    );
    expect(text).toBe(`POST\n/apps/3/events\n${auth}&body_md5=ec365a775a4cd0599faeb73354201b6f`);
    expect(sign(secret, text)).toBe('da454824c97ba181a32ccc17a72625ba02771f50b50e1e7430e47a1f3f457e6c');
  });

  test('GET channels', () => {
    const query = parseQuery(`${auth}&filter_by_prefix=presence-&info=user_count`);
    expect(sign(secret, requestStringToSign('get', '/apps/3/channels', query))).toBe(
      '16819168891cb5dfd72b5c7a5d3d602605b26c6ba1930033b5e2eeeb65010291',
    );
  });

  test('POST terminate_connections', () => {
    expect(md5(Buffer.from('{}'))).toBe('99914b932bd37a50b983c5e7c90ae93b');
    const query = parseQuery(`${auth}&body_md5=99914b932bd37a50b983c5e7c90ae93b`);
    const text = requestStringToSign('POST', '/apps/3/users/12345/terminate_connections', query);
    expect(sign(secret, text)).toBe('01fa634edeb0cae84115307cad5c23f65a46cd286461b1c89637a3b5871a8f0e');
  });

  test('names are put in lower case and sorted, values decoded, the signature left out', () => {
    const query = parseQuery('B=%2C%40&a=x+y&auth_signature=00&c&D=1=2&e=%zz');
    expect(requestStringToSign('post', '/p', query)).toBe('POST\n/p\na=x+y&b=,@&c=&d=1=2&e=%zz');
  });
});

describe('channels', () => {
  test('private', () => {
    expect(sign(secret, channelStringToSign('1234.1234', 'private-foobar', null))).toBe(
      '58df8b0c36d6982b82c3ecf6b4662e34fe8c25bba48f5369f135bf843651c3a4',
    );
  });

  test('presence', () => {
    const data = '{"user_id":10,"user_info":{"name":"Mr. Channels"}}';
    expect(sign(secret, channelStringToSign('1234.1234', 'presence-foobar', data))).toBe(
      '31935e7d86dba64c2a90aed31fdc61869f9b22ba9d8863bba239c03ca481bc80',
    );
  });
});

test('signatures are compared whole, whatever their length', () => {
  const right = createHmac('sha256', 'a').update('b').digest('hex');
  expect(isSameSignature(right, right)).toBe(true);
  for (const wrong of ['', 'x', right.slice(1), `${right}0`, right.toUpperCase(), 'é'.repeat(64)]) {
    expect(isSameSignature(right, wrong)).toBe(false);
  }
});
