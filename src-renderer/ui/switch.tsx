import { Switch as AriaSwitch } from 'react-aria-components';
import styles from './switch.module.css';

/** On or off; what it is about stands beside it in words. */
export function Switch({
  label,
  isOn,
  isDisabled = false,
  onChange,
}: {
  label: string;
  isOn: boolean;
  isDisabled?: boolean;
  onChange: (isOn: boolean) => void;
}) {
  return (
    <AriaSwitch
      className={styles.switch ?? ''}
      aria-label={label}
      isSelected={isOn}
      isDisabled={isDisabled}
      onChange={onChange}
    >
      <i className={styles.knob} />
    </AriaSwitch>
  );
}
