import { checkJson, type JsonFault } from '../../format/check-json';
import { masked } from './template';

export interface CheckedData {
  /** text: it does not look like JSON and goes out as it is. */
  readonly kind: 'json' | 'text' | 'fault';
  readonly fault: JsonFault | null;
  /** As it goes over the wire, in UTF-8. */
  readonly bytes: number;
}

const utf8 = new TextEncoder();

/** Data as typed. What begins like JSON and is none is a fault; anything else is plain text, which may be sent as well. */
export function checkData(data: string): CheckedData {
  // What a template is filled with counts when it is sent.
  const { length: bytes } = utf8.encode(data);
  const fault = checkJson(masked(data));
  if (fault === null) return { kind: 'json', fault, bytes };
  return /^\s*[[{"]/.test(data) ? { kind: 'fault', fault, bytes } : { kind: 'text', fault: null, bytes };
}
