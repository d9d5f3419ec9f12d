import type { JsonValue } from '../../../contract/entry';
import { parseJson } from '../../../contract/json-text';
import { readBroadcast, writeBroadcast } from '../../formats/laravel-broadcast';
import type { Codec } from '../protocol-module';
import { explain } from './explain';

/** A message of Laravel's redis driver; its channel is no part of it. */
export const codec: Codec = {
  decode(frame) {
    const { event, data, note } = readBroadcast(Buffer.from(frame).toString());
    return { event, channel: '', data: data === '' ? undefined : parseJson(data), wasString: false, note };
  },
  encode: ({ event, data }) => Buffer.from(writeBroadcast(event, JSON.stringify(data as JsonValue) ?? '', null)),
  explain,
};
