import { ChevronDown, Square } from 'lucide-react';
import { Button as AriaButton, DialogTrigger, Input, Label, NumberField } from 'react-aria-components';
import { formatDuration } from '../../format/duration';
import { wordsOf } from '../../languages/words';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Popover } from '../../ui/popover';
import styles from './repeat.module.css';
import { type RunPlan, runLimits, useRun } from './run';

const t = wordsOf('composer');

/** Sends a message several times; while that goes on, says how far it is and stops it. */
export function RepeatButton({ onStart }: { onStart: (plan: RunPlan) => void }) {
  const { current, plan, setPlan, stop } = useRun();
  if (current !== null) {
    return (
      <>
        {/* Not said while it counts: what came of it is, at the end. */}
        <span className={styles.progress}>{t('repeat.progress', { sent: current.sent, total: current.total })}</span>
        <Button look="line" icon={Square} onPress={stop}>
          {t('repeat.stop')}
        </Button>
      </>
    );
  }
  return (
    <DialogTrigger>
      <Button>
        {plan.intervalMs === 0
          ? t('repeat.burst', { count: plan.count })
          : t('repeat.every', { count: plan.count, interval: formatDuration(plan.intervalMs).replace('.0 ', ' ') })}
        <Icon of={ChevronDown} size={14} />
      </Button>
      <Popover label={t('repeat.title')} placement="top end">
        {(close) => (
          <form
            className={styles.form}
            onSubmit={(event) => {
              event.preventDefault();
              close();
              onStart(useRun.getState().plan);
            }}
          >
            <Field
              label={t('repeat.count')}
              value={plan.count}
              max={runLimits.count}
              min={1}
              onChange={(count) => setPlan({ ...plan, count })}
            />
            <Field
              label={t('repeat.interval')}
              value={plan.intervalMs}
              max={runLimits.intervalMs}
              min={0}
              onChange={(intervalMs) => setPlan({ ...plan, intervalMs })}
            />
            <p>{t('repeat.note', { n: '{{n}}' })}</p>
            <AriaButton type="submit" className={styles.start ?? ''}>
              {t('repeat.start')}
            </AriaButton>
          </form>
        )}
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
