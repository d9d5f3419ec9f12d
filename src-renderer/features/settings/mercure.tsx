import { useHubCall } from '../../engine/hooks';
import { problemWords } from '../../languages/said';
import { useWords } from '../../languages/use-words';
import { useSettings } from '../../state/settings';
import { AmountField } from '../../ui/amount-field';
import { Button } from '../../ui/button';
import { NamesField } from '../../ui/names-field';
import { Switch } from '../../ui/switch';
import { TypedLine } from '../../ui/typed-line';
import { DialectSetting } from './mercure-dialect';
import { MercureKeys } from './mercure-keys';
import { Setting, SettingsSection, useFixedBy, useNamedChange } from './setting';

/** The Mercure side of the hub: who may do what, and how long things last. */
export function Mercure() {
  const t = useWords('settings');
  return (
    <SettingsSection title={t('groups.mercure')} sentence={t('mercure.sentence')}>
      <DialectSetting />
      <MercureKeys />
      <OnOff name="anonymous" />
      <OnOff name="subscriptions" />
      <Origins name="corsOrigins" />
      <Origins name="publishOrigins" />
      <Line name="cookieName" />
      <Amount name="heartbeatS" unit={t('mercure.seconds')} usual="40" max={86_400} />
      <Amount name="writeTimeoutS" unit={t('mercure.seconds')} usual="600" max={86_400} />
      <Amount name="historyUpdates" unit={t('mercure.updates')} usual="10,000" max={100_000} />
      <Port80 />
    </SettingsSection>
  );
}

function OnOff({ name }: { name: 'anonymous' | 'subscriptions' }) {
  const t = useWords('settings');
  const path = `mercure.${name}`;
  const isOn = useSettings(({ settings }) => settings.mercure[name]);
  const change = useNamedChange(t(`mercure.${name}`));
  return (
    <Setting path={path} name={t(`mercure.${name}`)} sentence={t(`mercure.${name}Sentence`)} usual={t('on')}>
      <Switch label={t(`mercure.${name}`)} isOn={isOn} onChange={(next) => void change(path, next)} />
    </Setting>
  );
}

function Origins({ name }: { name: 'corsOrigins' | 'publishOrigins' }) {
  const t = useWords('settings');
  const path = `mercure.${name}`;
  const names = useSettings(({ settings }) => settings.mercure[name]);
  const isFixed = useFixedBy(path) !== null;
  const change = useNamedChange(t(`mercure.${name}`));
  const usual = name === 'corsOrigins' ? '*' : t('mercure.thisComputer');
  return (
    <Setting path={path} name={t(`mercure.${name}`)} sentence={t(`mercure.${name}Sentence`)} usual={usual}>
      <NamesField
        label={t(`mercure.${name}`)}
        names={names}
        placeholder="https://shop.test"
        isDisabled={isFixed}
        onChange={(next) => void change(path, next)}
      />
    </Setting>
  );
}

function Amount({
  name,
  unit,
  usual,
  max,
}: {
  name: 'heartbeatS' | 'writeTimeoutS' | 'historyUpdates';
  unit: string;
  usual: string;
  max: number;
}) {
  const t = useWords('settings');
  const path = `mercure.${name}`;
  const value = useSettings(({ settings }) => settings.mercure[name]);
  const isFixed = useFixedBy(path) !== null;
  const change = useNamedChange(t(`mercure.${name}`));
  return (
    <Setting path={path} name={t(`mercure.${name}`)} sentence={t(`mercure.${name}Sentence`)} usual={usual}>
      <AmountField
        label={t(`mercure.${name}`)}
        unit={unit}
        value={value}
        min={0}
        max={max}
        isDisabled={isFixed}
        onChange={(next) => void change(path, next)}
      />
    </Setting>
  );
}

function Line({ name }: { name: 'cookieName' }) {
  const t = useWords('settings');
  const path = `mercure.${name}`;
  const value = useSettings(({ settings }) => settings.mercure[name]);
  const change = useNamedChange(t(`mercure.${name}`));
  return (
    <Setting
      path={path}
      name={t(`mercure.${name}`)}
      sentence={t(`mercure.${name}Sentence`)}
      usual="mercureAuthorization"
    >
      <TypedLine
        label={t(`mercure.${name}`)}
        value={value}
        isDisabled={useFixedBy(path) !== null}
        onChange={(next) => void change(path, next)}
      />
    </Setting>
  );
}

const port80 = '127.0.0.1:80';

/** Pages of tutorials have it in them. Where the system does not give it, the listener says what would. */
function Port80() {
  const t = useWords('settings');
  const listen = useSettings(({ settings }) => settings.hub.listen);
  const isFixed = useFixedBy('hub.listen') !== null;
  const hub = useHubCall('hub.state', 5_000);
  const change = useNamedChange(t('mercure.port80'));
  const asked = hub?.listeners.find(({ url }) => /:80$|^http:\/\/127\.0\.0\.1$/.test(url));
  const sentence =
    asked === undefined
      ? t('mercure.port80Sentence')
      : asked.state === 'listening'
        ? t('mercure.port80On')
        : asked.problem === null || asked.problem === undefined
          ? ''
          : problemWords(asked.problem);
  const now = hub?.listeners.filter(({ way }) => way === undefined).map(({ url }) => new URL(url).host) ?? [];
  return (
    <Setting path="" name={t('mercure.port80')} sentence={sentence} usual="">
      <Button
        size="small"
        look="line"
        isDisabled={isFixed || hub === null || asked !== undefined}
        onPress={() => void change('hub.listen', [...(listen ?? now), port80])}
      >
        {t('mercure.port80Add')}
      </Button>
    </Setting>
  );
}
