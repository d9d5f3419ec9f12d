import { useHubCall } from '../../engine/hooks';
import { formatBytes } from '../../format/bytes';
import { formatDuration } from '../../format/duration';
import { useWords } from '../../languages/use-words';
import { useSettings } from '../../state/settings';
import { AmountField } from '../../ui/amount-field';
import { Meter } from '../../ui/meter';
import { Setting, SettingsSection } from './setting';

const megabyte = 1_000_000;
const hourMs = 3_600_000;

/** How much is kept: each limit beside what is used of it. */
export function Retention() {
  const t = useWords('settings');
  const { entries, bytes, hours } = useSettings(({ settings }) => settings.retention);
  const use = useHubCall('capture.use', 2_000);
  const ageMs = use?.oldestAtMs == null ? 0 : Math.max(0, Date.now() - use.oldestAtMs);
  return (
    <SettingsSection title={t('groups.retention')} sentence={t('retention.sentence')}>
      <Limit
        path="retention.entries"
        name={t('retention.entries')}
        unit={t('retention.entriesUnit')}
        value={entries}
        factor={1}
        range={[1_000, 100_000_000]}
        used={use?.entries ?? 0}
        words={t('retention.kept', { count: use?.entries ?? 0 })}
        usual="1,000,000"
      />
      <Limit
        path="retention.bytes"
        name={t('retention.bytes')}
        unit="MB"
        value={bytes}
        factor={megabyte}
        range={[2, 1_000_000]}
        used={use?.bytes ?? 0}
        words={t('retention.used', { bytes: formatBytes(use?.bytes ?? 0) })}
        usual="2.1 GB"
      />
      <Limit
        path="retention.hours"
        name={t('retention.hours')}
        unit={t('retention.hoursUnit')}
        value={hours}
        factor={1}
        range={[1, 87_600]}
        used={ageMs / hourMs}
        words={ageMs === 0 ? t('retention.nothing') : t('retention.oldest', { age: formatDuration(ageMs) })}
        usual="168"
      />
    </SettingsSection>
  );
}

/** `factor`: how much of what is kept one of the unit is. */
function Limit({
  path,
  name,
  unit,
  value,
  factor,
  range: [min, max],
  used,
  words,
  usual,
}: {
  path: string;
  name: string;
  unit: string;
  value: number;
  factor: number;
  range: readonly [number, number];
  used: number;
  words: string;
  usual: string;
}) {
  const use = (
    <>
      <Meter label={name} value={used} limit={value} />
      <span>{words}</span>
    </>
  );
  return (
    <Setting path={path} name={name} sentence="" usual={usual} use={use}>
      {({ onChange, ...control }) => (
        <AmountField
          {...control}
          unit={unit}
          value={Math.round(value / factor)}
          min={min}
          max={max}
          onChange={(next) => onChange(next * factor)}
        />
      )}
    </Setting>
  );
}
