import { z } from 'zod';
import { ProblemError } from '../../../contract/problem';
import type { Hub } from '../../hub/hub';
import type { CaptureReader } from '../../store/store';
import type { HandlersOf } from '../handler';

export function webhookHandlers(hub: Hub, reader: CaptureReader): HandlersOf<'webhook'> {
  return {
    'webhook.resend': {
      input: z.object({ seq: z.number().int().positive() }),
      async run({ seq }) {
        const entry = await reader.body(seq);
        const url = entry?.detail?.webhook;
        if (entry === null || typeof url !== 'string' || entry.row.direction !== 'up' || entry.rawBase64 === '') {
          throw new ProblemError('not-found', `Entry ${seq} is no webhook that was sent.`, 'Choose its delivery.');
        }
        const text = Buffer.from(entry.rawBase64, 'base64').toString();
        if (!hub.resendWebhook(entry.row.app, { url, text, resendOf: seq })) {
          const hint = 'The app has no webhook to this address any more, or too many are waiting for it.';
          throw new ProblemError('refused', `The webhook to ${url} cannot be sent again.`, hint);
        }
        return null;
      },
    },
  };
}
