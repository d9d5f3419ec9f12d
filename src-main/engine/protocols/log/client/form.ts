import type { ClientForm } from '../../../../contract/profile';

export const form: ClientForm = {
  schemes: ['file'],
  example: 'file:///srv/app/storage/logs/laravel.log',
  fields: [
    {
      name: 'path',
      label: 'Log file',
      input: 'text',
      isRequired: true,
      initial: '',
      hint: 'storage/logs/laravel.log of the project. Dated files beside it (daily) are followed too.',
    },
    {
      name: 'megabytes',
      label: 'Read back (MB)',
      input: 'number',
      isRequired: false,
      initial: 0,
      hint: 'Of what is there already. 0: only what is written from now on.',
    },
  ],
  supports: { subscribe: false, send: false, token: false },
  sendFields: [],
};
