import { z } from 'zod';
import type { EntryBody } from '../../../contract/entry';
import type { Seq } from '../../../contract/ids';
import { ProblemError } from '../../../contract/problem';
import type { Hub } from '../../hub/hub';
import type { CaptureReader } from '../../store/store';
import type { HandlersOf } from '../handler';

export function webhookHandlers(hub: Hub, reader: CaptureReader): HandlersOf<'webhook'> {
  return {
    'webhook.resend': {
      input: z.object({ seq: z.number().int().positive() }),
      async run({ seq }) {
        const entry = await deliveryOf(reader, seq);
        const url = entry?.detail?.webhook;
        if (entry === null || typeof url !== 'string' || entry.row.direction !== 'up' || entry.rawBase64 === '') {
          throw new ProblemError('not-found', `Entry ${seq} is no webhook that was sent.`, 'Choose its delivery.');
        }
        const text = Buffer.from(entry.rawBase64, 'base64').toString();
        if (!hub.resendWebhook(entry.row.app, { url, text, resendOf: entry.row.seq })) {
          const hint = 'The app has no webhook to this address any more, or too many are waiting for it.';
          throw new ProblemError('refused', `The webhook to ${url} cannot be sent again.`, hint);
        }
        return null;
      },
    },
  };
}

/** The delivery itself, or the one that an answer, or the lack of one, is to. */
async function deliveryOf(reader: CaptureReader, seq: Seq): Promise<EntryBody | null> {
  const entry = await reader.body(seq);
  const isAnswer = entry?.row.direction === 'down' && typeof entry.detail?.webhook === 'string';
  return isAnswer && entry.row.cause !== null ? reader.body(entry.row.cause) : entry;
}
