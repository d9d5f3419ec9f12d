import { isUtf8 } from 'node:buffer';
import type { IncomingMessage } from 'node:http';
import { type Form, parseForm } from '../form';
import type { MercureCall } from './call';
import type { Refusal } from './refusal';
import { modernBytes, sizes } from './size';

/** Query and body together; of what may be there once, the query counts. */
export function withBody(call: MercureCall, body: Buffer | null): MercureCall {
  const form = parseForm((body ?? '').toString());
  const query: Form = {
    pairs: [...call.query.pairs, ...form.pairs],
    isBroken: call.query.isBroken || form.isBroken,
    isMisencoded: call.query.isMisencoded || form.isMisencoded || (body !== null && !isUtf8(body)),
  };
  return { ...call, query };
}

export function queryTooLong({ headers }: IncomingMessage): Refusal {
  return {
    status: 413,
    check: 'size',
    reason: 'The body of the subscription is larger than the hub takes.',
    hint: 'At most 100 matchers are taken, of 4096 bytes each.',
    ...sizes(headers['content-length'], modernBytes),
  };
}
