import type { EntryDetail } from '../../../../contract/entry';
import type { Capability } from './capability';

/** Why something was turned away, in Ably's codes (https://ably.com/docs/platform/errors/codes). */
export interface AblyFault {
  readonly code: number;
  readonly status: number;
  /** Which check failed, in one or two words. */
  readonly check: string;
  /** What happened, and what would have passed: SDKs put it into their exception. */
  readonly reason: string;
  /** Likely cause and next step. */
  readonly hint: string;
  /** What was sent in place of the right thing. */
  readonly received?: string;
  readonly expected?: string;
  readonly stringToSign?: string;
  /** The app that would be made of this attempt, see `adoptable`. */
  readonly adopt?: EntryDetail;
}

const receivedChars = 500;

export function faultDetail({ check, reason, hint, received, expected, stringToSign, adopt }: AblyFault): EntryDetail {
  return {
    reason,
    hint,
    check,
    ...(received === undefined ? {} : { received: received.slice(0, receivedChars) }),
    ...(expected === undefined ? {} : { expected }),
    ...(stringToSign === undefined ? {} : { stringToSign }),
    ...(adopt === undefined ? {} : { adopt }),
  };
}

/** The error as clients of Ably are told it. */
export function errorOf({ code, status, reason, hint }: AblyFault) {
  return { code, statusCode: status, message: `${reason} ${hint}`, href: `https://help.ably.io/error/${code}` };
}

export const tooLarge: AblyFault = {
  code: 40009,
  status: 413,
  check: 'size',
  reason: 'The request is too large.',
  hint: 'Ably takes at most 65,536 bytes in one publish.',
};

export function badChannelName(channel: string, reason: string): AblyFault {
  const hint = 'Laravel says public:orders, private:user.1, presence:room.';
  return {
    code: 40010,
    status: 400,
    check: 'channel',
    reason,
    hint,
    received: channel,
    expected: 'a name such as public:orders',
  };
}

export function notAllowed(capability: Capability, operation: string, channel: string): AblyFault {
  return {
    code: 40160,
    status: 401,
    check: 'capability',
    reason: `The token may not ${operation} on ${channel.slice(0, 200)}.`,
    hint: 'What it may do was said when it was asked for: compare its capability.',
    received: JSON.stringify(capability),
    expected: JSON.stringify({ [channel]: [operation] }),
  };
}
