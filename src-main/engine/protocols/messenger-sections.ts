import type { Envelope } from '../formats/messenger-envelope';
import { isSigned, stamped } from '../formats/messenger-envelope';
import { durationText, type Fact, type Sections, table, text } from './sections';

const serializers = {
  php: "PHP's serialize() (the default)",
  symfony: 'Serializer component (JSON)',
  other: 'none of Messenger',
} as const;

/** What the inspector shows of a message of Symfony Messenger, whatever it came over. */
export function envelopeSections(envelope: Envelope): Sections {
  const { serializer, type, stamps, headers, note } = envelope;
  const retry = stamped(envelope, 'RedeliveryStamp', 'retryCount');
  const delay = stamped(envelope, 'DelayStamp', 'delay');
  const failedIn = stamped(envelope, 'SentToFailureTransportStamp', 'originalReceiverName');
  const error = [
    stamped(envelope, 'ErrorDetailsStamp', 'exceptionClass'),
    stamped(envelope, 'ErrorDetailsStamp', 'exceptionMessage'),
  ];
  const facts: readonly Fact[] = [
    ['Message', type],
    ['Written by', serializers[serializer]],
    ['Bus', textOf(stamped(envelope, 'BusNameStamp', 'busName'))],
    ['Delay', typeof delay === 'number' ? durationText(delay) : null],
    ['Retry', typeof retry === 'number' ? `number ${retry}` : null],
    ['Failed in', textOf(failedIn)],
    [
      'Error',
      error
        .map(textOf)
        .filter((one) => one !== null)
        .join(': '),
    ],
    ['Signed', isSigned(envelope) ? 'yes: one that is not would be thrown away' : null],
  ];
  return [
    ...text('What is unusual', note),
    ...table('Message', facts),
    ...table(
      'Stamps',
      stamps.map(({ name, values }) => [name, values.map(stampText).join(' · ')]),
    ),
    ...table('Headers', headers),
  ];
}

const stampChars = 400;

function stampText(value: unknown): string {
  const whole = JSON.stringify(value) ?? '';
  return whole.length > stampChars ? `${whole.slice(0, stampChars)}…` : whole;
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
