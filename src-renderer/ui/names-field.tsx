import { TypedLine } from './typed-line';

/** Names in one line, with spaces or commas between them. */
export function NamesField({
  label,
  names,
  placeholder,
  isDisabled = false,
  onChange,
}: {
  label: string;
  names: readonly string[];
  placeholder: string;
  isDisabled?: boolean;
  onChange: (names: readonly string[]) => void;
}) {
  const kept = names.join(', ');
  const take = (text: string) => {
    const next = text.split(/[\s,]+/).filter((name) => name !== '');
    if (next.join(', ') !== kept) onChange(next);
  };
  return <TypedLine label={label} value={kept} placeholder={placeholder} isDisabled={isDisabled} onChange={take} />;
}
