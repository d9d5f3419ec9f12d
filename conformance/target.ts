/** Servers under test, as said to `npm run conformance`; without one, tests run against the hub of this repository. */
export interface ExternalTarget {
  readonly url: string;
  /** Of Pusher ID:KEY:SECRET of an app. */
  readonly secret: string;
  /** An origin that may publish with a cookie there. */
  readonly origin: string;
  /** Mercure: what is spoken, 0.x if absent; of 1.0 whom the hub trusts, what it takes for `aud`, and its cookie. */
  readonly dialect?: '0.x' | '1.0';
  readonly issuer?: string;
  readonly audience?: string | undefined;
  readonly cookie?: string | undefined;
}

/** null if none was named. */
export function externalTarget(protocol: string): ExternalTarget | null {
  const text = process.env[`HUBBUB_CONFORMANCE_${protocol.toUpperCase()}`];
  return text === undefined ? null : (JSON.parse(text) as ExternalTarget);
}
