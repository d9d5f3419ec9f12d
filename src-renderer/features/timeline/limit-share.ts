import type { EntryBody, Row } from '../../../src-main/contract/entry';

const nearShare = 0.8;

/** True if the body is large enough for its data to be near the limit: worth measuring. */
export function mayBeNear({ kind, sizeBytes }: Row, limitBytes: number | null): boolean {
  const isMessage = kind === 'publish' || kind === 'deliver' || kind === 'client';
  return isMessage && limitBytes !== null && sizeBytes >= limitBytes * nearShare;
}

/** Bytes of the event's data in a body, which is what limits count; null if there is none. */
export function dataBytes({ rawBase64, isText }: EntryBody): number | null {
  if (!isText) return null;
  const utf8 = Uint8Array.from(atob(rawBase64), (char) => char.charCodeAt(0));
  try {
    const body: unknown = JSON.parse(new TextDecoder().decode(utf8));
    const data = typeof body === 'object' && body !== null && 'data' in body ? body.data : undefined;
    if (data === undefined) return null;
    return new TextEncoder().encode(typeof data === 'string' ? data : JSON.stringify(data)).length;
  } catch {
    return null;
  }
}

/** "98 %", or '' if there is room enough. */
export function limitShare(bytes: number, limitBytes: number): string {
  const share = bytes / limitBytes;
  return share < nearShare ? '' : `${Math.floor(share * 100)} %`;
}
