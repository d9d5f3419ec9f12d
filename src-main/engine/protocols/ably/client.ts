import type { ClientSide } from '../../clients/client-side';
import { AblyConnection } from './client/ably-connection';
import { form } from './client/form';
import { parseAddress } from './client/parse-address';
import { addressOf } from './client/requests';

export const client: ClientSide = {
  form,
  parse: parseAddress,
  target: (fields) => ({ text: addressOf(fields), host: String(fields.host) }),
  connect: (context, profile) => new AblyConnection(context, profile),
};
