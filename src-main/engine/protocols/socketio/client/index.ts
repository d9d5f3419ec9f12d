import type { ClientSide } from '../../../clients/client-side';
import { SocketIoConnection } from './connection';
import { form, parse, target } from './form';

export const client: ClientSide = {
  form,
  parse,
  target,
  connect: (context, profile) => new SocketIoConnection(context, profile),
};
