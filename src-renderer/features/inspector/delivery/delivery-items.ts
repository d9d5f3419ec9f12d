import type { EntryBody } from '../../../../src-main/contract/entry';
import { limits } from '../../../../src-main/contract/limits';
import type {
  ChannelReceipt,
  DeliveryState,
  NearMiss,
  Receipt,
  Recipient,
} from '../../../../src-main/contract/receipt';
import { formatCountOf } from '../../../format/count';
import { formatInstant } from '../../../format/instant';
import { wordsOf } from '../../../languages/words';

const t = wordsOf('inspector');

/** One line of a receipt, in the order it is read. */
export type DeliveryItem =
  | { readonly kind: 'heading'; readonly text: string; readonly channel: string; readonly aside: string }
  | { readonly kind: 'recipient'; readonly recipient: Recipient }
  | { readonly kind: 'line'; readonly sign: Sign; readonly text: string; readonly aside: string }
  | { readonly kind: 'cause'; readonly text: string }
  | { readonly kind: 'words'; readonly text: string };
export type Sign = 'none' | 'warn' | 'refused';

/** What became of one connection, in the words of the screen. There is no acknowledgement, so none of them says "read". */
export function stateWords(state: DeliveryState): string {
  return t(`state.${state}`);
}

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

/** The publish something is of: undefined while it is not known, null if it is not kept any more. */
export type Cause = EntryBody | null | undefined;

/** The receipt as lines. */
export function deliveryItems(receipt: Receipt, cause: Cause): readonly DeliveryItem[] {
  if (receipt.refused !== null) {
    return [
      { kind: 'line', sign: 'refused', text: t('delivery.refused'), aside: '' },
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
    { kind: 'heading', text: t('delivery.clientsOn'), channel, aside: t('delivery.whenSent') },
    ...recipients.map((recipient) => ({ kind: 'recipient', recipient }) as const),
    ...(more > 0
      ? [
          {
            kind: 'words',
            text: t('delivery.more', { more, limit: limits.receiptRecipients }),
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
    { kind: 'heading', text: t('delivery.nobodyOn'), channel, aside: t('delivery.whenSent') },
    ...nearMisses.map((miss) => missItem(miss, channel)),
    {
      kind: 'words',
      text: nearMisses.some(({ why }) => why !== undefined)
        ? t('delivery.needsGrant')
        : nearMisses.length > 0
          ? t('delivery.sameWay')
          : /^(private|presence)-/.test(channel)
            ? t('delivery.isSigned')
            : t('delivery.isOpen'),
    },
  ];
}

/** "118.22 is on private-orders: did you mean a private channel?" */
export function nearMissWords({ socketId, channel, why }: NearMiss, meant: string): string {
  if (why === 'grant') return t('delivery.noGrant', { client: socketId, channel });
  if (why === 'topic') return t('delivery.noMatch', { client: socketId, channel });
  const kinds = [
    ['private-encrypted-', 'encrypted'],
    ['private-', 'private'],
    ['presence-', 'presence'],
    ['', 'public'],
  ] as const;
  const kindOf = (name: string) => kinds.find(([prefix]) => name.startsWith(prefix))?.[1];
  const other = kindOf(channel);
  if (other === undefined || other === kindOf(meant)) return t('delivery.thatOne', { client: socketId, channel });
  return t('delivery.thatKind', { client: socketId, channel, kind: t(`delivery.kind.${other}`) });
}

function origin(receipt: Receipt, cause: Cause): readonly DeliveryItem[] {
  if (cause === undefined) return [];
  const heading = { kind: 'heading', text: t('delivery.origin'), channel: '', aside: '' } as const;
  if (cause === null) return [heading, { kind: 'words', text: t('delivery.publishGone') }];
  const { row, detail } = cause;
  if (row.kind === 'client' || row.action === 'client') {
    return [heading, { kind: 'cause', text: `${formatInstant(row.atMs)}, ${row.client || t('delivery.aClient')}` }];
  }
  const sdk = typeof detail?.sdk === 'string' ? detail.sdk : '';
  return [
    heading,
    { kind: 'cause', text: t('delivery.app', { instant: formatInstant(row.atMs), app: row.app }) },
    ...(sdk === '' ? [] : [{ kind: 'line', sign: 'none', text: sdk, aside: t('delivery.sentIt') } as const]),
    ...(receipt.isUnchecked === true
      ? [{ kind: 'line', sign: 'warn', text: t('delivery.unchecked'), aside: t('delivery.secretUnknown') } as const]
      : []),
    ...excluded(receipt),
  ];
}

function excluded(receipt: Receipt): readonly DeliveryItem[] {
  const { excludedSocketId: id, excludedKnown, refused } = receipt;
  if (id === '') {
    return [
      { kind: 'line', sign: 'none', text: t('delivery.exclude'), aside: t('delivery.noneSent') },
      {
        kind: 'words',
        text: t('delivery.toOthers'),
      },
    ];
  }
  const text = t('delivery.excludeId', { id });
  if (refused !== null) return [{ kind: 'line', sign: 'none', text, aside: t('delivery.byApp') }];
  if (!excludedKnown) {
    return [
      { kind: 'line', sign: 'warn', text, aside: t('delivery.notConnected') },
      {
        kind: 'words',
        text: t('delivery.nobodyLeftOut'),
      },
    ];
  }
  const isLeftOut = receiptTotals(receipt).excluded > 0;
  return [{ kind: 'line', sign: 'none', text, aside: isLeftOut ? t('delivery.byApp') : t('delivery.notSubscribed') }];
}

/** The receipt as text, for the clipboard. */
export function receiptText(receipt: Receipt): string {
  if (receipt.refused !== null) return `Refused: ${receipt.refused}`;
  return receipt.channels
    .map(({ channel, matched, written, excluded: left, recipients }) => {
      const clients = recipients.map(({ socketId, state }) => `  ${socketId}  ${stateWords(state)}`);
      return [
        `${channel}: ${formatCountOf(matched, 'client')} matched, ${written} written, ${left} excluded`,
        ...clients,
      ].join('\n');
    })
    .join('\n');
}
