import type { FieldValue, ProfileField } from '../../src-main/contract/profile';

/** What stands in fields that a protocol asks for, by name; a number as it is typed. */
export type FieldTexts = Readonly<Record<string, string | boolean>>;

/** Why a field cannot be taken. */
export type Fault = 'missing' | 'number';

export function isSecret({ input }: ProfileField): boolean {
  return input === 'secret' || input === 'headers';
}

/** Whether a field is asked for, as the others are. */
export function isAsked({ shownIf }: ProfileField, texts: FieldTexts): boolean {
  if (shownIf === undefined) return true;
  const value = texts[shownIf.field];
  return shownIf.values.some((one) => (typeof one === 'number' ? String(one) : one) === value);
}

/** By name of the field. Secrets: those given anew ('': to be taken away), and the names of those that are kept. */
export function faultsOf(
  fields: readonly ProfileField[],
  texts: FieldTexts,
  { given = {}, kept = [] }: { given?: Readonly<Record<string, string>>; kept?: readonly string[] } = {},
): ReadonlyMap<string, Fault> {
  const faults = new Map<string, Fault>();
  for (const field of fields) {
    const { name, isRequired } = field;
    const isEmpty = isSecret(field)
      ? (given[name] ?? (kept.includes(name) ? 'kept' : '')) === ''
      : typeof texts[name] === 'string' && texts[name].trim() === '';
    if (isEmpty && isRequired) faults.set(name, 'missing');
    else if (!isEmpty && field.input === 'number' && !Number.isFinite(Number(texts[name]))) faults.set(name, 'number');
  }
  return faults;
}

/** The values of fields that are no secrets; a number that was left empty as it is at first. */
export function fieldValues(fields: readonly ProfileField[], texts: FieldTexts): Readonly<Record<string, FieldValue>> {
  const plain = fields.filter((field) => !isSecret(field));
  return Object.fromEntries(
    plain.map(({ name, input, initial }) => {
      const value = texts[name] ?? initial;
      if (input !== 'number') return [name, value];
      return [name, String(value).trim() === '' ? initial : Number(value)];
    }),
  );
}

/** The fields as they stand at first, or as they were given. */
export function fieldTexts(fields: readonly ProfileField[], given: Readonly<Record<string, FieldValue>>): FieldTexts {
  const plain = fields.filter((field) => !isSecret(field));
  return Object.fromEntries(
    plain.map(({ name, initial }) => {
      const value = given[name] ?? initial;
      return [name, typeof value === 'number' ? String(value) : value];
    }),
  );
}
