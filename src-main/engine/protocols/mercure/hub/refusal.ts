import type { EntryDetail } from '../../../../contract/entry';

/** Why a request was turned away, for its sender and for the timeline. */
export interface Refusal {
  /** HTTP status. */
  readonly status: number;
  /** Which check failed, in one or two words. */
  readonly check: string;
  /** What the sender is told: a plain sentence. */
  readonly reason: string;
  /** Likely cause and next step, for the person at the timeline. */
  readonly hint: string;
  /** What was found in place of the right thing. Never a token or a secret. */
  readonly received: string;
  /** What would have passed. */
  readonly expected: string;
  /** 1.0: what the challenge says, RFC 6750; '' for a challenge that only asks for a token. */
  readonly error?: string;
  /** More that is known: the parts of a token. */
  readonly detail?: EntryDetail;
}

const quotedChars = 500;

/** A text somebody else wrote, as it may stand in a sentence of ours. */
export function quote(text: string, maxChars = quotedChars): string {
  return text.length > maxChars ? `${text.slice(0, maxChars - 1)}…` : text;
}
