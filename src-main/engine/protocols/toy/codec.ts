import type { JsonValue } from '../../../contract/entry';
import type { Codec } from '../protocol-module';

/** A frame is `channel TAB event TAB data`, data being JSON. */
export const codec: Codec = {
  decode(frame) {
    const [channel, event, ...rest] = Buffer.from(frame).toString().split('\t');
    const data = parse(rest.join('\t'));
    const isWhole = event !== undefined && data !== undefined;
    return {
      channel: channel ?? '',
      event: event ?? '',
      data,
      wasString: false,
      note: isWhole ? '' : 'not three parts',
    };
  },
  encode: ({ event, channel, data }) => Buffer.from(`${channel}\t${event}\t${JSON.stringify(data)}`),
  explain(entry) {
    const { data } = codec.decode(Buffer.from(entry.rawBase64, 'base64'));
    return { payload: data === undefined ? '' : JSON.stringify(data), encodedPaths: [], sections: [] };
  },
};

function parse(text: string): JsonValue | undefined {
  try {
    return JSON.parse(text) as JsonValue;
  } catch {
    return undefined;
  }
}
