import type { ClientForm } from '../../../../contract/profile';
import { tlsFields } from '../../../clients/tls-fields';

export const form: ClientForm = {
  schemes: ['ably'],
  example: 'ably://APP.KEY:SECRET@main.realtime.ably.net/public:orders',
  fields: [
    {
      name: 'key',
      label: 'Key',
      input: 'secret',
      isRequired: false,
      initial: '',
      hint: 'ABLY_KEY of the project: app.key:secret. Or a token below.',
    },
    { name: 'token', label: 'Token', input: 'secret', isRequired: false, initial: '' },
    {
      name: 'host',
      label: 'Host',
      input: 'text',
      isRequired: true,
      initial: 'main.realtime.ably.net',
      hint: 'Or a server that speaks for Ably, such as this hub.',
    },
    { name: 'port', label: 'Port', input: 'number', isRequired: true, initial: 443 },
    { name: 'isTls', label: 'TLS', input: 'switch', isRequired: false, initial: true },
    ...tlsFields.map((field) => ({ ...field, shownIf: { field: 'isTls', values: [true] } })),
  ],
  supports: { subscribe: true, send: true, token: false },
  sendFields: [
    {
      name: 'channel',
      label: 'Channel',
      input: 'text',
      isRequired: true,
      initial: '',
      hint: 'public:orders, private:user.1, presence:room; or any other.',
    },
    { name: 'event', label: 'Name', input: 'text', isRequired: true, initial: '' },
    { name: 'data', label: 'Data', input: 'text', isRequired: false, initial: '{}' },
  ],
};
