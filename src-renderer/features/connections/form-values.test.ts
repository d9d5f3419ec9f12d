import { expect, test } from 'vitest';
import type { ClientForm, Profile } from '../../../src-main/contract/profile';
import { faultsOf, isAsked } from '../../format/field-values';
import { formOf, profileOf, withAddress } from './form-values';

const form: ClientForm = {
  schemes: ['toy'],
  example: 'toy://127.0.0.1:6001',
  fields: [
    { name: 'host', label: 'Host', input: 'text', isRequired: true, initial: '127.0.0.1' },
    { name: 'port', label: 'Port', input: 'number', isRequired: false, initial: 8080 },
    { name: 'tls', label: 'TLS', input: 'switch', isRequired: false, initial: false },
    {
      name: 'verify',
      label: 'Check the certificate',
      input: 'switch',
      isRequired: false,
      initial: true,
      shownIf: { field: 'tls', values: [true] },
    },
    { name: 'secret', label: 'Secret', input: 'secret', isRequired: true, initial: '' },
  ],
  supports: { subscribe: true, send: true, token: false },
  sendFields: [],
};

const profile: Profile = {
  id: 'shop',
  name: 'Shop',
  protocol: 'toy',
  target: 'http://10.0.0.7:81',
  fields: { host: '10.0.0.7', port: 81, tls: true, verify: true },
  keptSecrets: ['secret'],
  channels: ['orders', 'stock'],
  isProduction: true,
  saidProduction: null,
};

test('a new form holds what is taken when nothing is given', () => {
  expect(formOf(form, null)).toEqual({
    name: '',
    values: { host: '127.0.0.1', port: '8080', tls: false, verify: true },
    secrets: {},
    channels: '',
    production: 'host',
  });
});

test('a profile comes back as it was, and its secrets stay unless they are given anew or taken away', () => {
  const filled = formOf(form, profile);
  expect(profileOf('toy', form, filled, profile)).toEqual({
    id: 'shop',
    name: 'Shop',
    protocol: 'toy',
    fields: profile.fields,
    channels: ['orders', 'stock'],
    isProduction: null,
  });
  const changed = {
    ...filled,
    secrets: { secret: '' },
    channels: ' orders \n\norders\nchat',
    production: 'no' as const,
  };
  expect(profileOf('toy', form, changed, profile)).toMatchObject({
    secrets: { secret: '' },
    channels: ['orders', 'chat'],
    isProduction: false,
  });
});

test('an address fills the form, and a name that was typed stays', () => {
  const parsed = { name: 'shop.test', protocol: 'toy', fields: { host: 'shop.test' }, secrets: { secret: 's' } };
  const filled = withAddress(form, { ...formOf(form, null), channels: 'old' }, parsed);
  expect(filled).toMatchObject({ name: 'shop.test', values: { host: 'shop.test', port: '8080' }, channels: '' });
  expect(filled.secrets).toEqual({ secret: 's' });
  expect(withAddress(form, { ...filled, name: 'Mine' }, parsed).name).toBe('Mine');
});

test('what is missing or no number is found at its field', () => {
  const { values } = formOf(form, null);
  const faults = (texts = values, secrets = {}) => [...faultsOf(form.fields, texts, secrets)];
  expect(faults()).toEqual([['secret', 'missing']]);
  expect(faults(values, { kept: ['secret'] })).toEqual([]);
  expect(faults(values, { kept: ['secret'], given: { secret: '' } })).toEqual([['secret', 'missing']]);
  expect(faults({ ...values, host: ' ', port: '80 80' }, { given: { secret: 's' } })).toEqual([
    ['host', 'missing'],
    ['port', 'number'],
  ]);
  const saved = { ...formOf(form, null), values: { ...values, host: ' shop.test ', port: '' } };
  expect(profileOf('toy', form, saved, null).fields).toMatchObject({ host: 'shop.test', port: 8080 });
});

test('a field is asked for while the one it hangs on has the value', () => {
  const [, , , verify] = form.fields;
  if (verify === undefined) throw new Error('The form has lost a field.');
  expect(isAsked(verify, { tls: false })).toBe(false);
  expect(isAsked(verify, { tls: true })).toBe(true);
});
