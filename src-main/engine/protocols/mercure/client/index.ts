import type { ClientSide } from '../../../clients/client-side';
import { MercureConnection } from './connection';
import { form } from './form';
import { parse, target } from './target';

export const client: ClientSide = {
  form,
  parse,
  target,
  connect: (context, profile) => new MercureConnection(context, profile),
};
