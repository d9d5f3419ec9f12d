import { ChevronDown, Square } from 'lucide-react';
import { Button as AriaButton, Dialog, DialogTrigger, Input, Label, NumberField, Popover } from 'react-aria-components';
import { formatCount } from '../../format/count';
import { formatDuration } from '../../format/duration';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import styles from './popovers.module.css';
import { type RunPlan, runLimits, useRun } from './run';

/** Sends a message several times; while that goes on, says how far it is and stops it. */
export function RepeatButton({ onStart }: { onStart: (plan: RunPlan) => void }) {
  const { current, plan, setPlan, stop } = useRun();
  if (current !== null) {
    return (
      <>
        <span className={styles.progress} role="status">
          {formatCount(current.sent)} of {formatCount(current.total)} sent
        </span>
        <Button look="line" icon={Square} onPress={stop}>
          Stop
        </Button>
      </>
    );
  }
  return (
    <DialogTrigger>
      <Button>
        Repeat ×{formatCount(plan.count)}
        {plan.intervalMs === 0 ? ' in a burst' : `, every ${formatDuration(plan.intervalMs)}`}
        <Icon of={ChevronDown} size={14} />
      </Button>
      <Popover className={styles.popover ?? ''} placement="top end" offset={4}>
        <Dialog className={styles.dialog ?? ''} aria-label="Repeat">
          {({ close }) => (
            <form
              className={styles.form}
              onSubmit={(event) => {
                event.preventDefault();
                close();
                onStart(useRun.getState().plan);
              }}
            >
              <Field
                label="How often"
                value={plan.count}
                max={runLimits.count}
                min={1}
                onChange={(count) => setPlan({ ...plan, count })}
              />
              <Field
                label="Every, ms"
                value={plan.intervalMs}
                max={runLimits.intervalMs}
                min={0}
                onChange={(intervalMs) => setPlan({ ...plan, intervalMs })}
              />
              <p>
                0 ms is a burst, 200 a second. {'{{n}}'} in the message is its number. It goes on while this page is
                open, and ends when one is refused.
              </p>
              <AriaButton type="submit" className={styles.start ?? ''}>
                Start
              </AriaButton>
            </form>
          )}
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function Field({
  label,
  value,
  min,
  max,
  onChange,
}: {
  label: string;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}) {
  return (
    <NumberField className={styles.number ?? ''} value={value} minValue={min} maxValue={max} onChange={onChange}>
      <Label>{label}</Label>
      <Input className={styles.input ?? ''} />
    </NumberField>
  );
}
