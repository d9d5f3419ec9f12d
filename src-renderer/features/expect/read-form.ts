import type { ExpectInput } from '../../../src-main/contract/expect';
import { parseFilterValue } from '../../../src-main/contract/filter-value';
import { limits } from '../../../src-main/contract/limits';
import type { ExpectForm } from '../../state/expect';

/** A field of the form that cannot be used, and why; else what is to be armed. */
export type ReadForm =
  | { readonly input: ExpectInput; readonly fault: null }
  | { readonly input: null; readonly fault: { readonly field: keyof ExpectForm; readonly message: string } };

/** Total. A message is '' where the field is only empty. */
export function readForm(form: ExpectForm): ReadForm {
  const [channel, event] = [form.channel.trim(), form.event.trim()];
  if (channel === '') return fault('channel', '');
  if (event === '') return fault('event', '');
  const where = splitWhere(form.where);
  for (const one of where) {
    const read = parseFilterValue('path', one, false);
    if ('message' in read) return fault('where', read.message);
  }
  const seconds = Number(form.seconds);
  if (!(seconds > 0 && seconds * 1000 <= limits.expectTimeoutMs)) return fault('seconds', '');
  return { input: { app: form.app, channel, event, where, timeoutMs: Math.round(seconds * 1000) }, fault: null };
}

function fault(field: keyof ExpectForm, message: string): ReadForm {
  return { input: null, fault: { field, message } };
}

/** `id=7 user.name="Anna B"` are two. */
export function splitWhere(text: string): readonly string[] {
  return text.match(/(?:[^\s"]|"[^"]*"?)+/g) ?? [];
}
