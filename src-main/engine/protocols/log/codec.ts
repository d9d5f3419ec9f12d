import { parseJson } from '../../../contract/json-text';
import { readLogged } from '../../formats/laravel-log';
import type { Codec } from '../protocol-module';
import { explain } from './explain';

/** A record of the log with its payload. */
export const codec: Codec = {
  decode(frame) {
    const logged = readLogged(Buffer.from(frame).toString());
    if (logged === null) {
      return {
        event: '',
        channel: '',
        data: undefined,
        wasString: false,
        note: 'It is no broadcast of the log driver.',
      };
    }
    const { event, channels, payload, note } = logged;
    const data = payload === '' ? undefined : parseJson(payload);
    return { event, channel: channels.join(', '), data, wasString: false, note };
  },
  encode({ event, channel, data }) {
    const head = `[1970-01-01 00:00:00] local.INFO: Broadcasting [${event}] on channels [${channel}] with payload:`;
    return Buffer.from(`${head}\n${JSON.stringify(data, null, 4)}  \n`);
  },
  explain,
};
