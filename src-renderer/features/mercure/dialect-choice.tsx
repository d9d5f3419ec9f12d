import type { MercureDialect } from '../../../src-main/contract/mercure';
import { Choice } from '../../ui/choice';

const options = [
  { id: '0.x', text: '0.x' },
  { id: '1.0', text: '1.0' },
];

/** One of the two versions of the protocol. */
export function DialectChoice({
  label,
  value,
  onChange,
}: {
  label: string;
  value: MercureDialect;
  onChange: (value: MercureDialect) => void;
}) {
  return (
    <Choice label={label} value={value} options={options} onChange={(id) => onChange(id === '1.0' ? '1.0' : '0.x')} />
  );
}
