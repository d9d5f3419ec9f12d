import { Input, NumberField } from 'react-aria-components';
import styles from './field.module.css';

/** A number with its unit. Taken when the field is left or Enter is pressed. */
export function AmountField({
  label,
  unit,
  value,
  min,
  max,
  step = 1,
  isDisabled = false,
  onChange,
}: {
  label: string;
  unit: string;
  value: number;
  min: number;
  max: number;
  step?: number;
  isDisabled?: boolean;
  onChange: (value: number) => void;
}) {
  return (
    <NumberField
      aria-label={`${label}, ${unit}`}
      className={styles.amount ?? ''}
      value={value}
      minValue={min}
      maxValue={max}
      step={step}
      isDisabled={isDisabled}
      formatOptions={{ maximumFractionDigits: 3 }}
      onChange={(next) => {
        if (Number.isFinite(next)) onChange(next);
      }}
    >
      <Input className={styles.number ?? ''} />
      <span className={styles.unit}>{unit}</span>
    </NumberField>
  );
}
