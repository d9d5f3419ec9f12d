import { redactQuery } from '../../capture/redact';
import type { ClientSide } from '../../clients/client-side';
import { isUrl } from '../../is-url';
import { WebSocketConnection } from './connection';
import { formFor, parseAddress } from './form';
import type { ReaderSet } from './reader-set';

export function createClient(readers: ReaderSet): ClientSide {
  return {
    form: formFor(readers.all),
    parse: parseAddress,
    target({ url }) {
      const text = String(url).trim();
      return {
        text: redactQuery(text.replace(/\/\/[^/@]*@/, '//')),
        host: isUrl(text) ? new URL(text).hostname : '',
      };
    },
    connect: (context, profile) => new WebSocketConnection(context, profile, readers),
  };
}
