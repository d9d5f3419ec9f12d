import type { ReactNode } from 'react';
import type { MercureChoices } from '../../../src-main/contract/mercure';
import { useHubCall } from '../../engine/hooks';
import { sentences } from '../../languages/joined';
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
import { Setting, type SettingControl, SettingsSection, useFixedBy, useNamedChange } from './setting';

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
      <CookieName />
      <Amount name="heartbeatS" unit={t('mercure.seconds')} usual="40" max={86_400} />
      <Amount name="writeTimeoutS" unit={t('mercure.seconds')} usual="600" max={86_400} />
      <Amount name="historyUpdates" unit={t('mercure.updates')} usual="10,000" max={100_000} />
      <Port80 />
    </SettingsSection>
  );
}

/** A setting by its name, with the words of that name. */
function OfMercure({
  name,
  usual,
  children,
}: {
  name: Exclude<keyof MercureChoices, 'dialect' | 'secret' | 'publisherKey' | 'subscriberKey'>;
  usual: string;
  children: (control: SettingControl) => ReactNode;
}) {
  const t = useWords('settings');
  return (
    <Setting path={`mercure.${name}`} name={t(`mercure.${name}`)} sentence={t(`mercure.${name}Sentence`)} usual={usual}>
      {children}
    </Setting>
  );
}

function OnOff({ name }: { name: 'anonymous' | 'subscriptions' }) {
  const t = useWords('settings');
  const isOn = useSettings(({ settings }) => settings.mercure[name]);
  return (
    <OfMercure name={name} usual={t('on')}>
      {(control) => <Switch {...control} isOn={isOn} />}
    </OfMercure>
  );
}

function Origins({ name }: { name: 'corsOrigins' | 'publishOrigins' }) {
  const t = useWords('settings');
  const names = useSettings(({ settings }) => settings.mercure[name]);
  return (
    <OfMercure name={name} usual={name === 'corsOrigins' ? '*' : t('mercure.thisComputer')}>
      {(control) => <NamesField {...control} names={names} placeholder="https://shop.test" />}
    </OfMercure>
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
  const value = useSettings(({ settings }) => settings.mercure[name]);
  return (
    <OfMercure name={name} usual={usual}>
      {(control) => <AmountField {...control} unit={unit} value={value} min={0} max={max} />}
    </OfMercure>
  );
}

function CookieName() {
  const value = useSettings(({ settings }) => settings.mercure.cookieName);
  return (
    <OfMercure name="cookieName" usual="mercureAuthorization">
      {(control) => <TypedLine {...control} value={value} />}
    </OfMercure>
  );
}

const port80 = '127.0.0.1:80';
const nothing = { message: '', hint: '' };

/** Pages of tutorials have it in them. Where the system does not give it, the listener says what would. */
function Port80() {
  const t = useWords('settings');
  const listen = useSettings(({ settings }) => settings.hub.listen);
  const fixedBy = useFixedBy('hub.listen');
  const hub = useHubCall('hub.state', 5_000);
  const change = useNamedChange(t('mercure.port80'));
  const asked = hub?.listeners.find(({ url }) => /:80$|^http:\/\/127\.0\.0\.1$/.test(url));
  const fixed = fixedBy === null ? '' : t('mercure.port80Fixed', { by: fixedBy, address: port80 });
  const outcome = asked?.state === 'listening' ? t('mercure.port80On') : problemWords(asked?.problem ?? nothing);
  const sentence = asked === undefined ? sentences([t('mercure.port80Sentence'), fixed]) : outcome;
  const now = hub?.listeners.filter(({ way }) => way === undefined).map(({ url }) => new URL(url).host) ?? [];
  return (
    <Setting path="" name={t('mercure.port80')} sentence={sentence} usual="">
      <Button
        size="small"
        look="line"
        isDisabled={fixedBy !== null || hub === null || asked !== undefined}
        onPress={() => void change('hub.listen', [...(listen ?? now), port80])}
      >
        {t('mercure.port80Add')}
      </Button>
    </Setting>
  );
}
