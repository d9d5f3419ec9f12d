import { decrypt, sharedSecretOf } from './decrypt';
import { Rosters } from './roster';

/** What one connection knows of its channels. */
export class ChannelBook {
  readonly rosters = new Rosters();
  readonly subscribed = new Set<string>();
  /** Asked for, and not answered yet. */
  readonly asked = new Set<string>();
  private readonly keys = new Map<string, Uint8Array>();

  /** `shared`: as an auth endpoint answered; else the key follows from the master key, if there is one. */
  learnKey(channel: string, shared: string | null, masterKey: string): void {
    const key = shared === null ? sharedSecretOf(channel, masterKey) : Buffer.from(shared, 'base64');
    if (key !== null) this.keys.set(channel, key);
  }

  /** The plain text of an encrypted event, or why there is none. */
  open(channel: string, data: string): { readonly decrypted: string } | { readonly encrypted: string } {
    const key = this.keys.get(channel);
    if (key === undefined) return { encrypted: 'The key is not known: give the master key in the profile.' };
    const plain = decrypt(data, key);
    return plain === null
      ? { encrypted: 'It could not be opened with the key of this channel.' }
      : { decrypted: plain };
  }

  /** The server has confirmed it. */
  confirm(channel: string): void {
    this.subscribed.add(channel);
    this.asked.delete(channel);
  }

  leave(channel: string): void {
    this.subscribed.delete(channel);
    this.asked.delete(channel);
    this.rosters.forget(channel);
  }

  /**
   * Whose refusal an error is that belongs to no channel, as most servers answer a bad signature (reference 2.4): the one
   * it names, or the only one that waits. null if that cannot be told.
   */
  blamed(text: string): string | null {
    const named = [...this.asked].filter((channel) => text.includes(channel));
    const [only = null, another] = named.length > 0 ? named : [...this.asked];
    if (only === null || (named.length === 0 && another !== undefined)) return null;
    this.asked.delete(only);
    return only;
  }
}
