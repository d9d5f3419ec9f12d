import type { EntryDetail, JsonValue } from '../../contract/entry';
import { limits } from '../../contract/limits';

const cutStringChars = 1_000;

/**
 * Detail as JSON text, '' for none. What is longer than limits.detailBytes has its long texts cut, and if that does not
 * help says only that it was left out. A body that was cut is told here.
 */
export function detailText(detail: EntryDetail | undefined, sizeBytes: number, bodyBytes: number): string {
  if (bodyBytes === sizeBytes && detail === undefined) {
    return '';
  }
  const whole =
    bodyBytes === sizeBytes ? detail : { ...detail, bodyCut: { sentBytes: sizeBytes, keptBytes: bodyBytes } };
  const text = JSON.stringify(whole);
  if (text.length * 3 <= limits.detailBytes || Buffer.byteLength(text) <= limits.detailBytes) {
    return text;
  }
  const shorter: Record<string, JsonValue> = { detailCut: { bytes: Buffer.byteLength(text) } };
  for (const [name, value] of Object.entries(whole as EntryDetail)) {
    const isShort = typeof value !== 'object' || JSON.stringify(value).length <= cutStringChars;
    shorter[name] =
      typeof value === 'string' && value.length > cutStringChars ? `${value.slice(0, cutStringChars)}…` : value;
    if (!isShort) {
      shorter[name] = '…';
    }
  }
  const shortText = JSON.stringify(shorter);
  return Buffer.byteLength(shortText) <= limits.detailBytes
    ? shortText
    : JSON.stringify({ detailCut: shorter.detailCut });
}
