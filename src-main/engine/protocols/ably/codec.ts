import { parseJson } from '../../../contract/json-text';
import type { Codec } from '../protocol-module';
import { actions } from './actions';
import { readFrame, readMessage } from './client/protocol-message';
import { explain } from './explain';
import { asJsonText } from './message-pack';

/** A frame that carries a message, in JSON or MessagePack; or a message alone, as REST has it and entries keep it. */
export const codec: Codec = {
  decode(frame) {
    const text = asJsonText(frame) ?? '';
    const { channel, messages } = readFrame(text);
    const { name, data, encoding, note } = readMessage(messages[0] ?? text);
    return {
      event: name,
      channel,
      data: data === '' ? undefined : parseJson(data),
      wasString: encoding !== '',
      note: messages.length > 1 ? `The first of ${messages.length} messages.` : note,
    };
  },
  encode({ event, channel, data }) {
    const messages = [{ name: event, data: JSON.stringify(data), encoding: 'json' }];
    return Buffer.from(JSON.stringify({ action: actions.message, channel, messages }));
  },
  explain,
};
