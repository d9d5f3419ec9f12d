import { expect, test } from 'vitest';
import type { ClientForm, ProfileField } from '../../../src-main/contract/profile';
import type { SessionState } from '../../../src-main/contract/session';
import { askedFields, bodyField, writtenTexts } from './target';

const field = (name: string, fields: Partial<ProfileField> = {}): ProfileField => ({
  name,
  label: name,
  input: 'text',
  isRequired: false,
  initial: '',
  ...fields,
});

const form = (...sendFields: ProfileField[]): ClientForm => ({
  schemes: ['toy'],
  example: 'toy://127.0.0.1',
  fields: [],
  supports: { subscribe: false, send: true, token: false },
  sendFields,
});

const session = { profile: { id: 'shop' } } as SessionState;
const draft = { channel: 'orders', event: 'Shipped', data: '{"id":7}', ofSessions: {} };

test('the editor is for what a protocol sends, by its name or because it takes lines', () => {
  expect(bodyField(form(field('channel'), field('data')))?.name).toBe('data');
  expect(bodyField(form(field('topics', { input: 'lines' }), field('message')))?.name).toBe('message');
  expect(bodyField(form(field('queue'), field('arguments', { input: 'lines' })))?.name).toBe('arguments');
  expect(bodyField(form(field('channel'), field('data', { input: 'switch', initial: false })))).toBeUndefined();
});

test('channel, event and body are those of the composer; the rest is of the session', () => {
  const target = {
    session,
    form: form(
      field('channel'),
      field('payload'),
      field('qos', { input: 'number', initial: 1 }),
      field('as', { input: 'choice', initial: 'server' }),
      field('exclude', { shownIf: { field: 'as', values: ['server'] } }),
    ),
  };
  const texts = writtenTexts(target, { ...draft, ofSessions: { shop: { as: 'client' }, other: { qos: 2 } } });
  expect(texts).toEqual({ channel: 'orders', payload: '{"id":7}', qos: '1', as: 'client', exclude: '' });
  expect(askedFields(target, texts).map(({ name }) => name)).toEqual(['channel', 'qos', 'as']);
});
