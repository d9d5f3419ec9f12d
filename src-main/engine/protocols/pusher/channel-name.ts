import type { ChannelKind } from '../../../contract/hub';

/** A channel name and what its prefix says: encrypted and cache channels are of the kind they are based on. */
export interface ChannelName {
  readonly name: string;
  readonly kind: ChannelKind;
  readonly isEncrypted: boolean;
  readonly isCache: boolean;
  /** Of one user's own connections, for servers to publish to; `rest` is the user's id. */
  readonly isServerToUser: boolean;
  /** None of the above: the hot path has to ask only once. */
  readonly isPlain: boolean;
  /** The name without its prefix. */
  readonly rest: string;
}

interface Prefix {
  readonly text: string;
  readonly kind: ChannelKind;
  readonly isEncrypted: boolean;
  readonly isCache: boolean;
}

/** Longest first: `private-encrypted-cache-x` also starts with `private-`. */
const prefixes: readonly Prefix[] = [
  { text: 'private-encrypted-cache-', kind: 'private', isEncrypted: true, isCache: true },
  { text: 'private-encrypted-', kind: 'private', isEncrypted: true, isCache: false },
  { text: 'private-cache-', kind: 'private', isEncrypted: false, isCache: true },
  { text: 'presence-cache-', kind: 'presence', isEncrypted: false, isCache: true },
  { text: 'private-', kind: 'private', isEncrypted: false, isCache: false },
  { text: 'presence-', kind: 'presence', isEncrypted: false, isCache: false },
  { text: 'cache-', kind: 'public', isEncrypted: false, isCache: true },
];

const plain = { isEncrypted: false, isCache: false, isServerToUser: false, isPlain: true };
const userPrefix = '#server-to-user-';

/** The SDKs enforce 200, and so do apps by default: what SDKs let through is served. */
const documentedChars = 164;

/** What is worth knowing about a name that is let through, as a sentence; '' if nothing. */
export function channelNameNote(name: string): string {
  return name.length > documentedChars
    ? `The channel name has ${name.length} characters; Pusher documents a limit of ${documentedChars}.`
    : '';
}

export function channelNameRule(maxChars: number): string {
  return `1 to ${maxChars} of the characters A-Z a-z 0-9 _ - = @ , . ;`;
}

const allowed = /^[A-Za-z0-9_\-=@,.;]+$/;

export function parseChannelName(name: string): ChannelName {
  for (const { text, kind, isEncrypted, isCache } of prefixes) {
    if (name.startsWith(text)) {
      const rest = name.slice(text.length);
      return { ...plain, name, kind, isEncrypted, isCache, isPlain: !isEncrypted && !isCache, rest };
    }
  }
  if (name.startsWith(userPrefix)) {
    const rest = name.slice(userPrefix.length);
    return { ...plain, name, kind: 'private', isServerToUser: true, isPlain: false, rest };
  }
  return { ...plain, name, kind: 'public', rest: name };
}

/**
 * What is wrong with a channel name, as a sentence; null if it is fine. Of the names that start with # only
 * `#server-to-user-ID` is one; the id is whatever the application has.
 */
export function channelNameFault(name: string, maxChars: number): string | null {
  if (name === '') {
    return 'The channel name is empty.';
  }
  if (name.length > maxChars) {
    return `The channel name has ${name.length} characters, at most ${maxChars} are allowed.`;
  }
  const isUsers = name.startsWith(userPrefix) && name.length > userPrefix.length;
  if (isUsers || allowed.test(name)) {
    return null;
  }
  const shown = JSON.stringify(name);
  return name.startsWith('#')
    ? `${shown} is no channel name: with # there is only #server-to-user-ID, for servers to reach a user who has signed in.`
    : `${shown} is no channel name: only letters, digits and _ - = @ , . ; are allowed.`;
}
