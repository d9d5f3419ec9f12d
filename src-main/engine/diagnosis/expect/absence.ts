import type { EntryBody, Row } from '../../../contract/entry';
import type { Absence, ExpectInput } from '../../../contract/expect';
import type { NearMiss } from '../../../contract/receipt';
import { isEventAlike } from './near-names';
import { differenceWords, failing, type Where } from './where';

/** What was recorded while somebody waited; the newest last in each list. */
export interface Evidence {
  /** Publishes, client events and deliveries with the name and channel that were waited for. */
  readonly same: readonly EntryBody[];
  /** Publishes and client events that were turned away. */
  readonly refused: readonly EntryBody[];
  /** Other events of the same channel. */
  readonly onChannel: readonly Row[];
  /** The same event, or one that looks like it, elsewhere. */
  readonly elsewhere: readonly Row[];
  /** All publishes and client events, how many. */
  readonly messages: number;
  /** Entries that were not kept. */
  readonly lost: number;
  /** Who was subscribed to something that looks like the channel when it was published. */
  readonly nearMisses: readonly NearMiss[];
  /** Who is subscribed to the channel now; null for a pattern. */
  readonly subscribers: number | null;
  /** Whether a subscription to the channel was refused in this run. */
  readonly hasRefusedSubscription: boolean;
  /** What an application answered last when it was asked to sign the channel, where that was no signature. */
  readonly unsigned: EntryBody | null;
}

type Rule = (input: ExpectInput, wheres: readonly Where[], evidence: Evidence) => Absence | null;

/** The first rule that has something to say. */
export function explainAbsence(input: ExpectInput, wheres: readonly Where[], evidence: Evidence): Absence {
  for (const rule of rules) {
    const absence = rule(input, wheres, evidence);
    if (absence !== null) return withLoss(absence, evidence.lost);
  }
  return withLoss(nothing(input, evidence), evidence.lost);
}

const isRefusedMatch = ({ channel, event }: ExpectInput, { row }: EntryBody): boolean =>
  fits(channel, row.channel) && (row.event === '' || fits(event, row.event) || isEventAlike(event, row.event));

const refusedExactly: Rule = (input, _, { refused }) => {
  const entry = newest(refused, (one) => isRefusedMatch(input, one));
  return entry === undefined ? null : refusal(entry);
};

/** What of the same name was sent to somebody; the others reached nobody. */
function isSent({ row }: EntryBody): boolean {
  return row.kind !== 'publish' && receiversOf(row) > 0;
}

const whereDiffers: Rule = ({ event, channel }, wheres, { same }) => {
  const sent = same.filter(isSent);
  const entry = sent.at(-1);
  if (entry === undefined) return null;
  const raw = Buffer.from(entry.rawBase64, 'base64');
  const words = failing(raw, wheres).map((where) => differenceWords(raw, where));
  const times = sent.length === 1 ? 'once' : `${sent.length} times`;
  return {
    cause: 'where',
    reason: `${event} arrived on ${channel} ${times}, but ${words.join(', and ')}${sent.length === 1 ? '' : ' in the last one'}.`,
    hint: 'Compare the payload with what was asked for; paths are those of the data.',
    seq: entry.row.seq,
  };
};

/** Who may join these is asked of the application, by the page itself: the hub does not see it. */
const isSignedByApp = ({ protocol, channel }: Row) =>
  protocol === 'pusher' && /^(private|presence)-/.test(channel) && !channel.includes(', ');

function unsignedHint(channel: string, unsigned: EntryBody | null): string {
  if (unsigned === null) {
    return `Nobody has asked to join ${channel}. A page asks its application first (/broadcasting/auth), and says nothing here where that refuses: its network panel shows it, or the timeline, if the app of the hub passes auth on.`;
  }
  const { reason = '', hint = '' } = unsigned.detail ?? {};
  return `The application did not sign ${channel}. ${reason} ${hint}`.trim();
}

const unheard: Rule = ({ channel }, wheres, { same, nearMisses, hasRefusedSubscription, unsigned }) => {
  const published = same.filter(({ row }) => row.kind !== 'deliver');
  const entry =
    newest(published, ({ rawBase64 }) => failing(Buffer.from(rawBase64, 'base64'), wheres).length === 0) ??
    published.at(-1);
  if (entry === undefined) return null;
  const { row } = entry;
  const times = published.length === 1 ? '' : ` ${published.length} times`;
  const isLeftOut = (row.matched ?? 0) > 0;
  const who = isLeftOut ? 'the only subscriber was its sender, who is left out' : 'nobody was subscribed';
  const others = [...new Set(nearMisses.map((one) => one.channel))];
  const count = nearMisses.length === 1 ? '1 client is' : `${nearMisses.length} clients are`;
  const hint =
    others.length > 0
      ? `${count} subscribed to ${others.join(', ')} instead.`
      : hasRefusedSubscription
        ? `A subscription to ${channel} was refused: the timeline has the reason (kind:refused channel:${channel}).`
        : isLeftOut
          ? 'Wait with a second client.'
          : isSignedByApp(row)
            ? unsignedHint(row.channel, unsigned)
            : 'Subscribe before it is published: the hub keeps nothing for those who come later.';
  return {
    cause: 'unheard',
    reason: `${row.event} was published to ${row.channel}${times}, and ${who}.`,
    hint,
    seq: row.seq,
  };
};

const alikeOnChannel: Rule = (input, _, { onChannel }) => {
  const row = newest(onChannel, ({ event }) => isEventAlike(input.event, event));
  if (row === undefined) return null;
  const reason = `${input.channel} got ${row.event}, not ${input.event}.`;
  return { cause: 'other-event', reason, hint: `The name on the wire is ${row.event}.`, seq: row.seq };
};

const otherChannel: Rule = (input, _, { elsewhere }) => {
  const row = elsewhere.at(-1);
  if (row === undefined) return null;
  const isSame = fits(input.event, row.event);
  return {
    cause: 'other-channel',
    reason: `${row.event} was published to ${row.channel}, not to ${input.channel}.`,
    hint: isSame
      ? 'private- and presence- are part of the name on the wire; so is everything else.'
      : `Its name differs too: ${input.event} was waited for.`,
    seq: row.seq,
  };
};

const otherEvent: Rule = (input, _, { onChannel }) => {
  const row = onChannel.at(-1);
  if (row === undefined) return null;
  const names = [...new Set(onChannel.map(({ event }) => event))];
  const shown = names.length > 5 ? `${names.slice(-5).join(', ')} and ${names.length - 5} more` : names.join(', ');
  return {
    cause: 'other-event',
    reason: `${input.channel} got no ${input.event}, only ${shown}.`,
    hint: 'Compare the names as they stand on the wire: a namespace or a broadcastAs() changes them.',
    seq: row.seq,
  };
};

const refusedAtAll: Rule = (_input, _wheres, { refused }) => {
  const entry = refused.at(-1);
  return entry === undefined ? null : refusal(entry);
};

const rules: readonly Rule[] = [
  refusedExactly,
  whereDiffers,
  unheard,
  alikeOnChannel,
  otherChannel,
  refusedAtAll,
  otherEvent,
];

function refusal({ row, detail }: EntryBody): Absence {
  const what = [row.event, row.channel === '' ? '' : `to ${row.channel}`].filter((part) => part !== '').join(' ');
  const reason = typeof detail?.reason === 'string' ? detail.reason : row.summary;
  const hint = typeof detail?.hint === 'string' ? detail.hint : '';
  return {
    cause: 'refused',
    reason: `${what === '' ? 'A publish' : `The publish of ${what}`} was refused: ${reason}`,
    hint,
    seq: row.seq,
  };
}

function nothing({ channel, timeoutMs }: ExpectInput, { messages, subscribers }: Evidence): Absence {
  const seconds = timeoutMs / 1000;
  const there =
    subscribers === null
      ? ''
      : ` ${subscribers === 1 ? '1 client is' : `${subscribers} clients are`} subscribed to ${channel}.`;
  return messages === 0
    ? {
        cause: 'nothing',
        reason: `Nothing was published to the hub in ${seconds} s.`,
        hint: `Did the app fire it, and does it publish to this hub? In Laravel a broadcast is queued: is queue:work running, and BROADCAST_CONNECTION set?${there}`,
        seq: null,
      }
    : {
        cause: 'nothing',
        reason: `Nothing like it was published in ${seconds} s; ${messages === 1 ? '1 other message was' : `${messages.toLocaleString('en')} other messages were`}.`,
        hint: `Check the names that are waited for, and whether the app fired it at all.${there}`,
        seq: null,
      };
}

function withLoss(absence: Absence, lost: number): Absence {
  if (lost === 0) return absence;
  const words = `${lost.toLocaleString('en')} ${lost === 1 ? 'entry was' : 'entries were'} not kept meanwhile: it may have been among them.`;
  return { ...absence, hint: [absence.hint, words].filter((part) => part !== '').join(' ') };
}

/** Connections a delivery or client event went to. The sender of a client event is subscribed, and left out. */
export function receiversOf(row: Row): number {
  if (row.kind === 'deliver' && row.connection !== null) return 1;
  const isLeftOut = row.kind === 'client' || row.excluded !== null;
  return Math.max(0, (row.matched ?? 0) - (isLeftOut ? 1 : 0));
}

/** As `channel:` and `event:` of a filter compare whole names: without regard to case, * for any run, any namespace. */
export function fits(pattern: string, name: string): boolean {
  const parts = pattern.split(/\*+/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const whole = new RegExp(`^${parts.join('.*')}$`, 'is');
  const short = name.slice(name.lastIndexOf('\\') + 1);
  return whole.test(name) || whole.test(short) || name.split(', ').some((one) => whole.test(one));
}

/** The last one that passes. (Array.findLast is newer than what the engine is compiled for.) */
export function newest<T>(list: readonly T[], test: (one: T) => boolean): T | undefined {
  return list.filter(test).at(-1);
}
