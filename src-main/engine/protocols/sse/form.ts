import type { ClientForm } from '../../../contract/profile';
import { tlsFields } from '../../clients/tls-fields';

export const form: ClientForm = {
  schemes: ['sse+http', 'sse+https'],
  example: 'sse+http://127.0.0.1:8000/events',
  fields: [
    { name: 'url', label: 'Address', input: 'text', isRequired: true, initial: '' },
    {
      name: 'method',
      label: 'Method',
      input: 'choice',
      isRequired: false,
      initial: 'GET',
      choices: ['GET', 'POST', 'PUT'].map((value) => ({ value, label: value })),
      hint: 'An EventSource can only GET; libraries on fetch can more.',
    },
    {
      name: 'headers',
      label: 'Headers',
      input: 'headers',
      isRequired: false,
      initial: '',
      hint: 'One a line: Authorization: Bearer …, Cookie: PHPSESSID=…',
    },
    {
      name: 'body',
      label: 'Body',
      input: 'lines',
      isRequired: false,
      initial: '',
      shownIf: { field: 'method', values: ['POST', 'PUT'] },
    },
    {
      name: 'lastEventId',
      label: 'Last event id to begin with',
      input: 'text',
      isRequired: false,
      initial: '',
    },
    {
      name: 'silenceSeconds',
      label: 'Lost after so many silent seconds',
      input: 'number',
      isRequired: false,
      initial: 0,
      hint: '0: never. Above the interval of the heartbeats, a stream that died unnoticed is opened again.',
    },
    ...tlsFields,
  ],
  supports: { subscribe: false, send: false, token: false },
  sendFields: [],
};
