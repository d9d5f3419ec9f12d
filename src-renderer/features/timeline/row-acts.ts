import type { Row } from '../../../src-main/contract/entry';
import type { EngineClient } from '../../engine/engine-client';
import { copyText } from '../../state/clipboard';
import { compose } from '../../state/draft';

/** True if an entry is a message that can be sent again. */
export function isMessage({ kind, channel, event }: Row): boolean {
  return (kind === 'publish' || kind === 'deliver' || kind === 'client') && channel !== '' && event !== '';
}

/** The data of an event as it was sent: what stood in the string, or the JSON itself. null if the entry is gone. */
async function dataOf(engine: EngineClient, row: Row): Promise<string | null> {
  const explanation = await engine.call('entry.explain', { seq: row.seq }).catch(() => null);
  if (explanation === null) return null;
  try {
    const payload: unknown = JSON.parse(explanation.payload);
    return typeof payload === 'string' ? payload : explanation.payload;
  } catch {
    return explanation.payload;
  }
}

/** Copies the payload; of an entry without one, its summary. */
export async function copyPayload(engine: EngineClient, row: Row): Promise<void> {
  const data = await dataOf(engine, row);
  if (data) await copyText(data, 'the payload');
  else await copyText(row.summary, 'the summary');
}

/** Opens the composer with the same message. */
export async function resend(engine: EngineClient, row: Row): Promise<void> {
  const data = await dataOf(engine, row);
  const [channel = ''] = row.channel.split(', ');
  if (data !== null) compose({ app: row.app, channel, event: row.event, data, excludeSocketId: '' });
}
