import type { ClientForm } from '../../../../contract/profile';
import { tlsFields } from '../../../clients/tls-fields';

export const form: ClientForm = {
  schemes: ['amqp', 'amqps'],
  example: 'amqp://guest:guest@127.0.0.1:5672/%2f/messages',
  fields: [
    { name: 'host', label: 'Host', input: 'text', isRequired: true, initial: '127.0.0.1' },
    { name: 'port', label: 'Port', input: 'number', isRequired: true, initial: 5672 },
    { name: 'vhost', label: 'Virtual host', input: 'text', isRequired: false, initial: '/' },
    { name: 'username', label: 'User', input: 'text', isRequired: false, initial: 'guest' },
    {
      name: 'password',
      label: 'Password',
      input: 'secret',
      isRequired: false,
      initial: '',
      hint: 'Without one, guest is tried for the user guest.',
    },
    {
      name: 'isFirehose',
      label: 'Firehose',
      input: 'switch',
      isRequired: false,
      initial: false,
      hint: 'Everything that is published and delivered, once rabbitmqctl trace_on was run. It costs the broker time.',
    },
    {
      name: 'management',
      label: 'Management address',
      input: 'text',
      isRequired: false,
      initial: '',
      hint: 'Such as http://127.0.0.1:15672: then the bindings a message would hit are shown. Only read.',
    },
    { name: 'isTls', label: 'TLS', input: 'switch', isRequired: false, initial: false },
    ...tlsFields.map((field) => ({ ...field, shownIf: { field: 'isTls', values: [true] } })),
  ],
  supports: { subscribe: true, send: true, token: false },
  sendFields: [
    {
      name: 'exchange',
      label: 'Exchange',
      input: 'text',
      isRequired: false,
      initial: '',
      hint: 'Empty: the default exchange, where the routing key is the name of a queue.',
    },
    { name: 'routingKey', label: 'Routing key', input: 'text', isRequired: false, initial: '' },
    {
      name: 'type',
      label: 'Class of the message',
      input: 'text',
      isRequired: false,
      initial: '',
      hint: 'App\\Message\\ChatMessage. Without it a worker of Symfony stops with an error.',
    },
    { name: 'data', label: 'Data', input: 'text', isRequired: false, initial: '{}' },
  ],
};
