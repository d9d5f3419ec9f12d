import type { EntryBody } from '../../../../src-main/contract/entry';
import { limits } from '../../../../src-main/contract/limits';
import type {
  ChannelReceipt,
  DeliveryState,
  NearMiss,
  Receipt,
  Recipient,
} from '../../../../src-main/contract/receipt';
import { formatCount, formatCountOf } from '../../../format/count';
import { formatInstant } from '../../../format/instant';

/** One line of a receipt, in the order it is read. */
export type DeliveryItem =
  | { readonly kind: 'heading'; readonly text: string; readonly channel: string; readonly aside: string }
  | { readonly kind: 'recipient'; readonly recipient: Recipient }
  | { readonly kind: 'line'; readonly sign: Sign; readonly text: string; readonly aside: string }
  | { readonly kind: 'cause'; readonly text: string }
  | { readonly kind: 'words'; readonly text: string };
export type Sign = 'none' | 'warn' | 'refused';

/** What became of one connection, in the words of the screen. There is no acknowledgement, so none of them says "read". */
export const stateWords: Readonly<Record<DeliveryState, string>> = {
  written: 'written',
  buffered: 'still buffered',
  cut: 'cut before it',
  excluded: 'excluded: sender',
  unknown: 'not recorded',
};

/** Sums over the channels of a receipt. */
export function receiptTotals({ channels }: Receipt) {
  const sum = (name: 'matched' | DeliveryState) => channels.reduce((total, channel) => total + channel[name], 0);
  return {
    matched: sum('matched'),
    written: sum('written'),
    buffered: sum('buffered'),
    cut: sum('cut'),
    excluded: sum('excluded'),
    unknown: sum('unknown'),
  };
}

/** The receipt as lines. `cause`: the publish it is of, null while it is not known or not kept any more. */
export function deliveryItems(receipt: Receipt, cause: EntryBody | null): readonly DeliveryItem[] {
  if (receipt.refused !== null) {
    return [
      { kind: 'line', sign: 'refused', text: 'Refused, so nobody got it.', aside: '' },
      { kind: 'words', text: receipt.refused },
      ...origin(receipt, cause),
    ];
  }
  return [...receipt.channels.flatMap(channelItems), ...origin(receipt, cause)];
}

function channelItems(receipt: ChannelReceipt): readonly DeliveryItem[] {
  const { channel, matched, recipients } = receipt;
  const more = matched - recipients.length;
  if (matched === 0) return nobody(receipt);
  return [
    { kind: 'heading', text: 'Clients on', channel, aside: 'when it was sent' },
    ...recipients.map((recipient) => ({ kind: 'recipient', recipient }) as const),
    ...(more > 0
      ? [
          {
            kind: 'words',
            text: `${formatCount(more)} more are counted, not listed: a receipt lists ${formatCount(limits.receiptRecipients)}.`,
          } as const,
        ]
      : []),
    ...receipt.nearMisses.map((miss) => missItem(miss, channel)),
  ];
}

function missItem(miss: NearMiss, meant: string): DeliveryItem {
  // That somebody asked for other topics is no reason to worry; that its token is too narrow may be one.
  return { kind: 'line', sign: miss.why === 'topic' ? 'none' : 'warn', text: nearMissWords(miss, meant), aside: '' };
}

function nobody({ channel, nearMisses }: ChannelReceipt): readonly DeliveryItem[] {
  return [
    { kind: 'heading', text: 'Nobody on', channel, aside: 'when it was sent' },
    ...nearMisses.map((miss) => missItem(miss, channel)),
    {
      kind: 'words',
      text: nearMisses.some(({ why }) => why !== undefined)
        ? 'It reaches who asks for one of its topics; a private update needs a token that grants one of them besides.'
        : nearMisses.length > 0
          ? 'Both sides have to name the channel in the same way, prefix and case included.'
          : 'Is the page open, with the same app key, and did it subscribe before this? A subscription that was turned away is a Refused row.',
    },
  ];
}

/** "118.22 is on private-orders: did you mean a private channel?" */
export function nearMissWords({ socketId, channel, why }: NearMiss, meant: string): string {
  if (why === 'grant') return `${socketId} asked for ${channel}: matched, token has no grant`;
  if (why === 'topic') return `${socketId} asked for ${channel}: topic does not match`;
  const kinds = [
    ['private-encrypted-', 'an encrypted channel'],
    ['private-', 'a private channel'],
    ['presence-', 'a presence channel'],
    ['', 'a public channel'],
  ] as const;
  const kindOf = (name: string) => kinds.find(([prefix]) => name.startsWith(prefix))?.[1];
  const guess = kindOf(channel) === kindOf(meant) ? 'did you mean that one?' : `did you mean ${kindOf(channel)}?`;
  return `${socketId} is on ${channel}: ${guess}`;
}

function origin(receipt: Receipt, cause: EntryBody | null): readonly DeliveryItem[] {
  const heading = { kind: 'heading', text: 'Where it came from', channel: '', aside: '' } as const;
  if (cause === null) return [heading, { kind: 'words', text: 'Its publish is not kept any more.' }];
  const { row, detail } = cause;
  if (row.kind === 'client' || row.action === 'client') {
    return [heading, { kind: 'cause', text: `${formatInstant(row.atMs)}, ${row.client || 'a client'}` }];
  }
  const sdk = typeof detail?.sdk === 'string' ? detail.sdk : '';
  return [
    heading,
    { kind: 'cause', text: `${formatInstant(row.atMs)}, app ${row.app}` },
    ...(sdk === '' ? [] : [{ kind: 'line', sign: 'none', text: sdk, aside: 'sent it' } as const]),
    ...(receipt.isUnchecked === true
      ? [{ kind: 'line', sign: 'warn', text: 'Signature not checked', aside: 'secret unknown' } as const]
      : []),
    ...excluded(receipt),
  ];
}

function excluded(receipt: Receipt): readonly DeliveryItem[] {
  const { excludedSocketId: id, excludedKnown, refused } = receipt;
  if (id === '') {
    return [
      { kind: 'line', sign: 'none', text: 'Socket to exclude', aside: 'none sent' },
      {
        kind: 'words',
        text: 'toOthers() needs the header X-Socket-ID. Echo adds it to global axios, jQuery, Vue.http and Turbo; a plain fetch sends none.',
      },
    ];
  }
  const text = `Socket to exclude: ${id}`;
  if (refused !== null) return [{ kind: 'line', sign: 'none', text, aside: 'sent by the app' }];
  if (!excludedKnown) {
    return [
      { kind: 'line', sign: 'warn', text, aside: 'id not connected' },
      {
        kind: 'words',
        text: 'No connection of this app had that id, so nobody was left out. It may have reconnected since.',
      },
    ];
  }
  const isLeftOut = receiptTotals(receipt).excluded > 0;
  return [{ kind: 'line', sign: 'none', text, aside: isLeftOut ? 'sent by the app' : 'connected, not subscribed' }];
}

/** The receipt as text, for the clipboard. */
export function receiptText(receipt: Receipt): string {
  if (receipt.refused !== null) return `Refused: ${receipt.refused}`;
  return receipt.channels
    .map(({ channel, matched, written, excluded: left, recipients }) => {
      const clients = recipients.map(({ socketId, state }) => `  ${socketId}  ${stateWords[state]}`);
      return [
        `${channel}: ${formatCountOf(matched, 'client')} matched, ${written} written, ${left} excluded`,
        ...clients,
      ].join('\n');
    })
    .join('\n');
}
