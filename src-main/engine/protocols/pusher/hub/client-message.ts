/** A message of a client, as far as every message has the same shape. */
export interface ClientMessage {
  readonly event: string;
  readonly channel: unknown;
  readonly data: unknown;
  /** The frame as received, as text and as bytes. */
  readonly text: string;
  readonly body: Buffer;
}
