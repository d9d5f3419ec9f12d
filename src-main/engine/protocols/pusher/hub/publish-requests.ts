import type { EntryDetail } from '../../../../contract/entry';
import { elementTexts, memberText } from '../../../formats/json-slice';
import { uncheckedMark } from './adoption';
import type { ApiAnswer, ApiCall } from './api-call';
import { requestDetail } from './api-entries';
import { attributes, infoOf } from './channel-requests';
import type { AskedEvent } from './publication';
import { isObject, namedChannels, parseObject, publicationFault, readPublication } from './publication';
import { publish } from './publish';
import type { Refusal } from './refuse';

/** POST /events: one event to one or more channels. */
export function answerEvent(call: ApiCall): ApiAnswer {
  const text = call.body.toString();
  const value = parseObject(text);
  if (value === null) {
    return { ok: false, refusal: notJson };
  }
  const fields = value.name === undefined ? { ...fieldsOf(call.query), ...value } : value;
  return publishAsked(call, readPublication(fields, text));
}

/** Publishes one event, its entry's body being the request's, or says what is wrong with it. */
export function publishAsked(call: ApiCall, asked: AskedEvent, more: EntryDetail | null = null): ApiAnswer {
  const fault = publicationFault(asked, call.app.settings.limits);
  if (fault !== null) {
    return refuse(asked, fault);
  }
  send(call, asked, call.body, more);
  if (asked.info === '') {
    return { ok: true, json: '{}' };
  }
  const info = infoOf(asked.info);
  const channels = asked.channels.map((name) => `${JSON.stringify(name)}:${attributesOf(call, name, info)}`);
  return { ok: true, json: `{"channels":{${channels.join(',')}}}` };
}

/** POST /batch_events: up to ten events, all of them or none. */
export function answerBatch(call: ApiCall): ApiAnswer {
  const text = call.body.toString();
  const batch = parseObject(text)?.batch;
  if (!Array.isArray(batch)) {
    return { ok: false, refusal: notBatch };
  }
  const { batchEvents } = call.app.settings.limits;
  if (batch.length > batchEvents) {
    const reason = `The batch has ${batch.length} events, at most ${batchEvents} are allowed.`;
    const [received, expected] = [`${batch.length} events`, `at most ${batchEvents}`];
    return {
      ok: false,
      refusal: { code: 400, check: 'batch', reason, hint: 'Send several batches.', received, expected },
    };
  }
  const texts = elementTexts(memberText(text, 'batch') ?? '[]');
  const events = batch.map((item, index) => readPublication(isObject(item) ? item : {}, texts[index] ?? ''));
  for (const [index, asked] of events.entries()) {
    const fault = publicationFault(asked, call.app.settings.limits);
    if (fault !== null) {
      return refuse(asked, { ...fault, reason: `Event ${index + 1} of the batch: ${fault.reason}` });
    }
  }
  events.forEach((asked, index) => {
    send(call, asked, Buffer.from(texts[index] ?? ''));
  });
  if (events.every(({ info }) => info === '')) {
    return { ok: true, json: '{}' };
  }
  const infos = events.map(({ channels, info }) =>
    info === '' ? '{}' : attributesOf(call, channels[0] as string, infoOf(info)),
  );
  return { ok: true, json: `{"batch":[${infos.join(',')}]}` };
}

function send(call: ApiCall, asked: AskedEvent, body: Buffer, more: EntryDetail | null = null): void {
  const plain = requestDetail(call.request, call.path);
  const detail = call.isUnchecked ? { ...plain, ...uncheckedMark } : plain;
  publish(call.scope, call.app, {
    event: asked.name,
    channels: asked.channels,
    data: asked.data as string,
    socketId: asked.socketId,
    body,
    detail: more === null ? detail : { ...detail, ...more },
  });
}

function attributesOf(call: ApiCall, name: string, info: ReadonlySet<string>): string {
  return `{${attributes(call.app.channels.find(name), info).join(',')}}`;
}

/** Parameters may also come in the query; `channels[]` then repeats. */
function fieldsOf(query: ApiCall['query']): { readonly [name: string]: unknown } {
  const fields: { [name: string]: unknown } = {};
  const channels: string[] = [];
  for (const [name, value] of query) {
    if (name === 'channels[]') {
      channels.push(value);
    } else if (['name', 'channel', 'data', 'socket_id', 'info'].includes(name)) {
      fields[name] = value;
    }
  }
  return channels.length === 0 ? fields : { ...fields, channels };
}

function refuse(asked: AskedEvent, refusal: Refusal): ApiAnswer {
  return { ok: false, refusal, channels: asked.channels.slice(0, namedChannels), event: asked.name };
}

const notJson: Refusal = {
  code: 400,
  check: 'body',
  reason: 'The body is not a JSON object.',
  hint: 'Send {"name":"…","channels":["…"],"data":"…"} with Content-Type application/json.',
};

const notBatch: Refusal = {
  code: 400,
  check: 'batch',
  reason: 'The body is not a batch.',
  hint: 'Send {"batch":[{"name":"…","channel":"…","data":"…"}]}.',
};
