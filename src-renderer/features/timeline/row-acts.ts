import type { Row } from '../../../src-main/contract/entry';
import { entryRecord } from '../../../src-main/contract/entry-record';
import type { Draft } from '../../../src-main/contract/hub';
import type { EngineClient } from '../../engine/engine-client';
import { hubAddresses } from '../../engine/hub-address';
import { bytesOf, utf8Of } from '../../format/base64';
import { draftOfRow } from '../../format/draft-of-row';
import { formatIsoInstant } from '../../format/instant';
import { isFault, readJson, stringOf } from '../../format/json-nodes';
import { curlCommand, mercureCurl, sendCommand } from '../../format/shell';
import { wordsOf } from '../../languages/words';
import { copyText } from '../../state/clipboard';
import { composeAgain } from '../../state/draft';
import { kindWord } from '../../ui/kind-words';

const t = wordsOf('timeline');

/** True if an entry is a message that can be sent again. */
export function isMessage({ kind, action, channel, event }: Row): boolean {
  const wasMeant = kind === 'refused' && (action === 'publish' || action === 'client');
  return (wasMeant || kind === 'publish' || kind === 'deliver' || kind === 'client') && channel !== '' && event !== '';
}

/** The data of an event as it was sent: what stood in the string, or the JSON itself. null if the entry is gone. */
async function dataOf(engine: EngineClient, row: Row): Promise<string | null> {
  const explanation = await engine.call('entry.explain', { seq: row.seq }).catch(() => null);
  if (explanation === null) return null;
  const node = explanation.payload === '' ? null : readJson(explanation.payload);
  return node !== null && !isFault(node) && node.kind === 'string' ? stringOf(node) : explanation.payload;
}

async function draftOf(engine: EngineClient, row: Row): Promise<Draft | null> {
  const [data, body] = await Promise.all([
    dataOf(engine, row),
    engine.call('entry.body', { seq: row.seq }).catch(() => null),
  ]);
  return data === null ? null : draftOfRow(row, body?.detail ?? null, data);
}

/** Copies the payload; of an entry without one, its summary. */
export async function copyPayload(engine: EngineClient, row: Row): Promise<void> {
  const data = await dataOf(engine, row);
  if (data) await copyText(data, t('copied.payload'));
  else await copyText(row.summary, t('copied.summary'));
}

/** The row as it reads, its parts apart by tabs. */
export function copyRow(row: Row): Promise<boolean> {
  const { atMs, channel, event, client, summary } = row;
  const parts = [formatIsoInstant(atMs), kindWord(row), channel, event, client, summary];
  return copyText(parts.filter((part) => part !== '').join('\t'), t('copied.row'));
}

/** The entry as an export writes it. */
export async function copyJson(engine: EngineClient, { seq }: Row): Promise<void> {
  const body = await engine.call('entry.body', { seq }).catch(() => null);
  if (body === null) return;
  const record = entryRecord(body, (base64) => utf8Of(bytesOf(base64)));
  await copyText(JSON.stringify(record, null, 2), t('copied.json'));
}

/** What publishes the same message from a shell, signed there: the page does not have the secret. */
export async function copyCurl(engine: EngineClient, row: Row): Promise<void> {
  const [draft, hub] = await Promise.all([draftOf(engine, row), engine.call('hub.state', undefined).catch(() => null)]);
  const [address] = hubAddresses(hub?.listeners ?? []);
  const app = hub?.apps.find(({ id }) => id === row.app);
  if (draft === null || address === undefined) return;
  if (draft.protocol === 'mercure') await copyText(mercureCurl(draft, address), t('copied.curl'));
  else if (app !== undefined) await copyText(curlCommand(draft, app.key, address), t('copied.curl'));
}

export async function copySend(engine: EngineClient, row: Row): Promise<void> {
  const draft = await draftOf(engine, row);
  if (draft !== null) await copyText(sendCommand(draft, !isFault(readJson(draft.data))), t('copied.send'));
}

/** Opens the composer with the same message. */
export async function resend(engine: EngineClient, row: Row): Promise<void> {
  const draft = await draftOf(engine, row);
  if (draft !== null) composeAgain(row.source, draft);
}
