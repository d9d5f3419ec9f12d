import type { ClientForm } from '../../../../contract/profile';
import { tlsFields } from '../../../clients/tls-fields';

export const form: ClientForm = {
  schemes: ['redis', 'rediss'],
  example: 'redis://127.0.0.1:6379/laravel_database_*',
  fields: [
    { name: 'host', label: 'Host', input: 'text', isRequired: true, initial: '127.0.0.1' },
    { name: 'port', label: 'Port', input: 'number', isRequired: true, initial: 6379 },
    { name: 'username', label: 'User', input: 'text', isRequired: false, initial: '' },
    { name: 'password', label: 'Password', input: 'secret', isRequired: false, initial: '' },
    {
      name: 'database',
      label: 'Database',
      input: 'number',
      isRequired: false,
      initial: 0,
      hint: 'For queues and streams; channels are the same in all of them.',
    },
    {
      name: 'prefix',
      label: 'Prefix',
      input: 'text',
      isRequired: false,
      initial: '',
      hint: 'REDIS_PREFIX of the project, such as laravel_database_. Empty: found from what is published.',
    },
    {
      name: 'queues',
      label: 'Queues',
      input: 'lines',
      isRequired: false,
      initial: 'default',
      hint: 'Laravel queues whose waiting broadcasts are counted. They are only read.',
    },
    { name: 'isTls', label: 'TLS', input: 'switch', isRequired: false, initial: false },
    ...tlsFields.map((field) => ({ ...field, shownIf: { field: 'isTls', values: [true] } })),
  ],
  supports: { subscribe: true, send: true, token: false },
  sendFields: [
    { name: 'channel', label: 'Channel', input: 'text', isRequired: true, initial: '' },
    { name: 'event', label: 'Event', input: 'text', isRequired: true, initial: '' },
    { name: 'data', label: 'Data', input: 'text', isRequired: false, initial: '{}' },
    { name: 'socket', label: 'Not to the socket id', input: 'text', isRequired: false, initial: '' },
  ],
};
