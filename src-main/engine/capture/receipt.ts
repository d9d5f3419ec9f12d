import type { EntryBody, Row } from '../../contract/entry';
import type { ConnectionId, Seq } from '../../contract/ids';
import { limits } from '../../contract/limits';
import type { AudienceRule, ChannelReceipt, DeliveryState, NearMiss, Receipt, Recipient } from '../../contract/receipt';
import { channelsOf } from '../store/audience-function';
import type { CaptureReader, StoredConnection, SubscriptionsAt } from '../store/store';

export interface ReceiptSources {
  readonly reader: CaptureReader;
  /** Where a connection of this run stands; null if the hub does not know it (any more). */
  progress(connection: ConnectionId): { isOpen: boolean; lastWrittenSeq: Seq } | null;
  /** Who gets what, in a protocol where that is more than the name of a channel. */
  audience(protocol: string): AudienceRule | undefined;
  /** Whether who named channel `meant` may well have meant `other` (of the same protocol). */
  looksAlike(protocol: string, meant: string, other: string): boolean;
}

/** What became of the publish that entry `seq` is or follows from; null if it is none, or is not kept any more. */
export async function receiptOf(seq: Seq, sources: ReceiptSources): Promise<Receipt | null> {
  const { reader } = sources;
  const entry = await reader.body(seq);
  // Only the hub knows who is connected to it.
  if (entry === null || entry.row.source !== '') {
    return null;
  }
  if (entry.row.kind === 'deliver' && entry.row.connection !== null) {
    return repeated(entry.row, entry.row.connection, sources);
  }
  const publish = entry.row.kind === 'deliver' && entry.row.cause !== null ? await reader.body(entry.row.cause) : entry;
  // Who received what was passed through, only the server behind knows; what came back through here follows from it.
  if (publish === null || !isPublish(publish.row) || textOf(publish, 'forwardedTo') !== '') {
    return null;
  }
  const { row } = publish;
  if (row.kind === 'refused') {
    return { ...asked(publish), publish: row.seq, channels: [], refused: textOf(publish, 'reason') || row.summary };
  }
  if (row.matched === null) {
    return null;
  }
  const deliveries = await deliveriesOf(row, reader);
  const rule = sources.audience(row.protocol);
  if (rule !== undefined) {
    const channel = await matchedReceipt(
      publish,
      channelsOf(publish.row.channel, publish.detail),
      deliveries[0] ?? row,
      rule,
      sources,
    );
    return { ...asked(publish), publish: row.seq, channels: [channel], refused: null };
  }
  const subscriptions = await reader.subscriptionsAt(row.app, channelsOf(publish.row.channel, publish.detail), row.seq);
  const missed = subscriptions.filter(({ connections }) => connections.length === 0).map(({ channel }) => channel);
  const nearMisses = await nearMissesOf(row, missed, sources);
  const channels = subscriptions.map(({ channel, connections }) => {
    const delivery = deliveries.find((candidate) => candidate.channel === channel) ?? row;
    const recipients = connections.map((connection) => recipientOf(connection, delivery, sources));
    return summarise(channel, recipients, nearMisses.get(channel) ?? []);
  });
  return { ...asked(publish), publish: row.seq, channels, refused: null };
}

/** A delivery to one connection alone, of what was published before: its publish reached others, this is its own. */
async function repeated(row: Row, connection: ConnectionId, sources: ReceiptSources): Promise<Receipt> {
  const { reader } = sources;
  const rule = sources.audience(row.protocol);
  const names = rule === undefined ? [row.channel] : await reader.channelsAt(row.app, row.seq);
  const subscribed = await reader.subscriptionsAt(row.app, names, row.seq);
  const receiver = unique(subscribed.flatMap(({ connections }) => connections)).filter(({ id }) => id === connection);
  const recipients = receiver.map((one) => recipientOf(one, row, sources));
  const channels = [summarise(row.channel, recipients, [])];
  return { publish: row.seq, channels, refused: null, excludedSocketId: '', excludedKnown: false };
}

/** One message for all of its channels, to whoever asked for any of them and may have it. */
async function matchedReceipt(
  publish: EntryBody,
  channels: readonly string[],
  delivery: Row,
  rule: AudienceRule,
  sources: ReceiptSources,
): Promise<ChannelReceipt> {
  const { app, channel, seq } = publish.row;
  const subscriptions = await sources.reader.subscriptionsAt(app, await sources.reader.channelsAt(app, seq), seq);
  const reached = subscriptions.filter((one) => rule.reaches(one.channel, channels));
  const admits = memoized((rights) => rule.admits(publish, channels, rights));
  const asking = unique(reached.flatMap(({ connections }) => connections));
  const recipients = asking.filter(({ rights }) => admits(rights));
  const asked = new Set(asking.map(({ id }) => id));
  const misses = [
    ...reached.flatMap((one) => missesOf(one, 'grant', ({ rights }) => !admits(rights))),
    ...subscriptions.flatMap((one) => missesOf(one, 'topic', ({ id }) => !asked.has(id))),
  ];
  const summary = summarise(
    channel,
    recipients.map((one) => recipientOf(one, delivery, sources)),
    [],
  );
  return { ...summary, nearMisses: misses.slice(0, limits.receiptRecipients) };
}

function missesOf(
  { channel, connections }: SubscriptionsAt,
  why: 'topic' | 'grant',
  isMissed: (connection: StoredConnection) => boolean,
): readonly NearMiss[] {
  return connections.filter(isMissed).map(({ id, socketId }) => ({ connection: id, socketId, channel, why }));
}

function unique(connections: readonly StoredConnection[]): readonly StoredConnection[] {
  return [...new Map(connections.map((one) => [one.id, one])).values()];
}

function memoized(ask: (text: string) => boolean): (text: string) => boolean {
  const known = new Map<string, boolean>();
  return (text) => {
    const answer = known.get(text) ?? ask(text);
    known.set(text, answer);
    return answer;
  };
}

/** For each channel nobody was subscribed to, who was subscribed at that moment to one that looks like it. */
async function nearMissesOf(
  { app, protocol, seq }: Row,
  missed: readonly string[],
  { reader, looksAlike }: ReceiptSources,
): Promise<ReadonlyMap<string, readonly NearMiss[]>> {
  const found = new Map<string, readonly NearMiss[]>();
  const occupied = missed.length === 0 ? [] : await reader.channelsAt(app, seq);
  for (const meant of missed) {
    const alike = occupied.filter((other) => looksAlike(protocol, meant, other));
    const subscriptions = alike.length === 0 ? [] : await reader.subscriptionsAt(app, alike, seq);
    const misses = subscriptions.flatMap(({ channel, connections }) =>
      connections.map(({ id, socketId }) => ({ connection: id, socketId, channel })),
    );
    found.set(meant, misses.slice(0, limits.receiptRecipients));
  }
  return found;
}

function isPublish({ kind, action }: Row): boolean {
  return (
    kind === 'publish' || kind === 'client' || (kind === 'refused' && (action === 'publish' || action === 'client'))
  );
}

function textOf({ detail }: EntryBody, name: string): string {
  const value = detail?.[name];
  return typeof value === 'string' ? value : '';
}

function asked(publish: EntryBody): Pick<Receipt, 'excludedSocketId' | 'excludedKnown' | 'isUnchecked'> {
  return {
    excludedSocketId: textOf(publish, 'socketId'),
    excludedKnown: publish.detail?.excludedKnown === true,
    ...(publish.detail?.signature === 'not checked' ? { isUnchecked: true } : {}),
  };
}

async function deliveriesOf(publish: Row, reader: CaptureReader): Promise<readonly Row[]> {
  if (publish.kind !== 'publish') {
    return [];
  }
  const seqs = await reader.related(publish.seq);
  const entries = await Promise.all(seqs.map((seq) => reader.body(seq)));
  return entries.flatMap((entry) =>
    entry?.row.kind === 'deliver' && entry.row.cause === publish.seq ? [entry.row] : [],
  );
}

function recipientOf(connection: StoredConnection, delivery: Row, sources: ReceiptSources): Recipient {
  return {
    connection: connection.id,
    socketId: connection.socketId,
    user: connection.user,
    agent: connection.userAgent,
    state: stateOf(connection, delivery, sources),
  };
}

function stateOf(connection: StoredConnection, delivery: Row, sources: ReceiptSources): DeliveryState {
  if (connection.id === delivery.excluded) {
    return 'excluded';
  }
  const now = sources.progress(connection.id);
  const written = now?.lastWrittenSeq ?? connection.lastWrittenSeq;
  if (written === null) {
    return 'unknown';
  }
  if (written >= delivery.seq) {
    return 'written';
  }
  return now?.isOpen ? 'buffered' : 'cut';
}

function summarise(channel: string, recipients: readonly Recipient[], nearMisses: readonly NearMiss[]): ChannelReceipt {
  const count = (state: DeliveryState) => recipients.filter((recipient) => recipient.state === state).length;
  return {
    channel,
    matched: recipients.length,
    written: count('written'),
    buffered: count('buffered'),
    cut: count('cut'),
    excluded: count('excluded'),
    unknown: count('unknown'),
    recipients: recipients.slice(0, limits.receiptRecipients),
    nearMisses,
  };
}
