import type { ClientForm } from '../../../../contract/profile';
import { tlsFields } from '../../../clients/tls-fields';

export const form: ClientForm = {
  schemes: ['mercure+http', 'mercure+https'],
  example: 'mercure+http://:SECRET@127.0.0.1:3000/.well-known/mercure?topic=*',
  fields: [
    {
      name: 'url',
      label: 'Address of the hub, or of a page that names it',
      input: 'text',
      isRequired: true,
      initial: 'http://127.0.0.1:3000/.well-known/mercure',
    },
    {
      name: 'auth',
      label: 'Token',
      input: 'choice',
      isRequired: true,
      initial: 'none',
      choices: [
        { value: 'none', label: 'none (public updates only)' },
        { value: 'secret', label: 'made here with the secret of the hub' },
        { value: 'token', label: 'pasted' },
      ],
    },
    {
      name: 'secret',
      label: 'Secret of the hub',
      input: 'secret',
      isRequired: false,
      initial: '',
      shownIf: { field: 'auth', values: ['secret'] },
    },
    {
      name: 'algorithm',
      label: 'Algorithm',
      input: 'choice',
      isRequired: false,
      initial: 'HS256',
      choices: ['HS256', 'HS384', 'HS512'].map((value) => ({ value, label: value })),
      shownIf: { field: 'auth', values: ['secret'] },
    },
    {
      name: 'mayPublish',
      label: 'May publish to',
      input: 'lines',
      isRequired: false,
      initial: '*',
      hint: 'Topics and selectors, one a line.',
      shownIf: { field: 'auth', values: ['secret'] },
    },
    {
      name: 'maySubscribe',
      label: 'May receive private updates of',
      input: 'lines',
      isRequired: false,
      initial: '*',
      hint: 'Topics and selectors, one a line.',
      shownIf: { field: 'auth', values: ['secret'] },
    },
    {
      name: 'token',
      label: 'Token',
      input: 'secret',
      isRequired: false,
      initial: '',
      shownIf: { field: 'auth', values: ['token'] },
    },
    {
      name: 'presentation',
      label: 'Token is sent in',
      input: 'choice',
      isRequired: false,
      initial: 'header',
      choices: [
        { value: 'header', label: 'the Authorization header' },
        { value: 'cookie', label: 'a cookie' },
        { value: 'query', label: 'the address' },
      ],
      shownIf: { field: 'auth', values: ['secret', 'token'] },
    },
    {
      name: 'cookieName',
      label: 'Name of the cookie',
      input: 'text',
      isRequired: false,
      initial: '',
      hint: 'Empty: mercureAuthorization, or the one of 1.0.',
      shownIf: { field: 'presentation', values: ['cookie'] },
    },
    {
      name: 'dialect',
      label: 'Dialect',
      input: 'choice',
      isRequired: false,
      initial: 'auto',
      choices: [
        { value: 'auto', label: 'what the hub says' },
        { value: '0.x', label: '0.x' },
        { value: '1.0', label: '1.0' },
      ],
    },
    {
      name: 'lastEventId',
      label: 'Last event id to begin with',
      input: 'text',
      isRequired: false,
      initial: '',
      hint: 'earliest: all the hub keeps.',
    },
    {
      name: 'follow',
      label: 'Watch every topic',
      input: 'switch',
      isRequired: false,
      initial: false,
      hint: 'The selector *, while no topic is chosen.',
    },
    {
      name: 'watchSubscriptions',
      label: 'Follow active subscriptions',
      input: 'switch',
      isRequired: false,
      initial: false,
      hint: 'Where the hub has them switched on, and the token grants them.',
    },
    {
      name: 'headers',
      label: 'More headers',
      input: 'headers',
      isRequired: false,
      initial: '',
      hint: 'One a line. They go to the page that names the hub as well.',
    },
    ...tlsFields,
  ],
  supports: { subscribe: true, send: true, token: false },
  sendFields: [
    { name: 'channel', label: 'Topic', input: 'text', isRequired: true, initial: '' },
    {
      name: 'alternates',
      label: 'Alternate topics',
      input: 'lines',
      isRequired: false,
      initial: '',
      hint: 'One a line.',
    },
    { name: 'data', label: 'Data', input: 'lines', isRequired: false, initial: '' },
    { name: 'isPrivate', label: 'Private', input: 'switch', isRequired: false, initial: false },
    { name: 'event', label: 'Type', input: 'text', isRequired: false, initial: '' },
    { name: 'id', label: 'Id', input: 'text', isRequired: false, initial: '' },
    { name: 'retry', label: 'Retry, ms', input: 'text', isRequired: false, initial: '' },
  ],
};

export function linesOf(value: unknown): readonly string[] {
  return String(value ?? '')
    .split(/\r?\n/)
    .map((line) => line.trim())
    .filter((line) => line !== '');
}
