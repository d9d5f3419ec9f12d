import { parseJson } from '../../../contract/json-text';
import { readEnvelope } from '../../formats/messenger-envelope';
import type { Codec } from '../protocol-module';
import { explain } from './explain';

/** The body of a message: what it is called and where it went are no part of it, but in PHP's own format. */
export const codec: Codec = {
  decode(frame) {
    const { type, message } = readEnvelope(Buffer.from(frame), {});
    return {
      event: type,
      channel: '',
      data: message === '' ? undefined : parseJson(message),
      wasString: false,
      note: '',
    };
  },
  encode: ({ data }) => Buffer.from(JSON.stringify(data) ?? ''),
  explain,
};
