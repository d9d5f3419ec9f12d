import type { JsonValue } from './entry';

/** A frame decoded by its protocol's codec. Decoding is total: what is wrong is in `note`, never an exception. */
export interface Message {
  readonly event: string;
  readonly channel: string;
  /** Decoded data: one level of double encoding undone where the protocol encodes twice. */
  readonly data: JsonValue | undefined;
  /** True if data came as a JSON string that held JSON. */
  readonly wasString: boolean;
  /** What is wrong with the frame, '' if nothing. */
  readonly note: string;
}

/** One labelled part the inspector can draw. */
export interface ExplanationSection {
  readonly label: string;
  readonly kind: 'text' | 'json' | 'mono' | 'table';
  /** For a table: JSON array of [name, value] pairs. Otherwise the text itself. */
  readonly text: string;
}

/** What the inspector shows besides the bytes. */
export interface Explanation {
  /** JSON text of the payload as a tree is to be drawn from it, numbers and key order as sent; '' if there is none. */
  readonly payload: string;
  /** Paths (JSON pointer) of strings in `payload` that hold JSON themselves. */
  readonly encodedPaths: readonly string[];
  readonly sections: readonly ExplanationSection[];
}
