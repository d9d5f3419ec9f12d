import { parseJson } from '../../../contract/json-text';
import type { Codec } from '../protocol-module';
import { readMessage } from './client/protocol-message';
import { explain } from './explain';
import { asJsonText } from './message-pack';

/** One message of Ably; its channel is told by the frame around it. */
export const codec: Codec = {
  decode(frame) {
    const { name, data, encoding, note } = readMessage(asJsonText(frame) ?? '');
    return {
      event: name,
      channel: '',
      data: data === '' ? undefined : parseJson(data),
      wasString: encoding !== '',
      note,
    };
  },
  encode: ({ event, data }) =>
    Buffer.from(JSON.stringify({ name: event, data: JSON.stringify(data), encoding: 'json' })),
  explain,
};
