import { relayModes } from '../../../src-main/contract/relay';
import { useWords } from '../../languages/use-words';
import { useSettings } from '../../state/settings';
import { AmountField } from '../../ui/amount-field';
import { Choice } from '../../ui/choice';
import { NamesField } from '../../ui/names-field';
import { Switch } from '../../ui/switch';
import { RelayReplies } from './relay-replies';
import { Setting, SettingsSection, useFixedBy, useNamedChange } from './setting';

/** What becomes of WebSockets at paths of no protocol. */
export function Relay() {
  const t = useWords('settings');
  const { enabled, mode, rooms, pingS } = useSettings(({ settings }) => settings.relay);
  const isPingFixed = useFixedBy('relay.pingS') !== null;
  const changeEnabled = useNamedChange(t('relay.enabled'));
  const changeMode = useNamedChange(t('relay.mode'));
  const changeRooms = useNamedChange(t('relay.rooms'));
  const changePing = useNamedChange(t('relay.ping'));
  return (
    <>
      <SettingsSection title={t('groups.relay')} sentence={t('relay.sentence')}>
        <Setting path="relay.enabled" name={t('relay.enabled')} sentence={t('relay.enabledSentence')} usual={t('on')}>
          <Switch
            label={t('relay.enabled')}
            isOn={enabled}
            onChange={(isOn) => void changeEnabled('relay.enabled', isOn)}
          />
        </Setting>
        <Setting
          path="relay.mode"
          name={t('relay.mode')}
          sentence={t(`relay.modeSentence.${mode}`)}
          usual={t('relay.modes.others')}
        >
          <Choice
            label={t('relay.mode')}
            value={mode}
            options={relayModes.map((id) => ({ id, text: t(`relay.modes.${id}`) }))}
            onChange={(id) => void changeMode('relay.mode', id)}
          />
        </Setting>
        <Setting path="relay.rooms" name={t('relay.rooms')} sentence={t('relay.roomsSentence')} usual={t('on')}>
          <Switch label={t('relay.rooms')} isOn={rooms} onChange={(isOn) => void changeRooms('relay.rooms', isOn)} />
        </Setting>
        <Names of="origins" placeholder="shop.test, *.example.com" />
        <Names of="hosts" placeholder="localhost" />
        <Setting path="relay.pingS" name={t('relay.ping')} sentence={t('relay.pingSentence')} usual="30">
          <AmountField
            label={t('relay.ping')}
            unit={t('relay.seconds')}
            value={pingS}
            min={0}
            max={86_400}
            isDisabled={isPingFixed}
            onChange={(next) => void changePing('relay.pingS', next)}
          />
        </Setting>
      </SettingsSection>
      <RelayReplies />
    </>
  );
}

function Names({ of, placeholder }: { of: 'origins' | 'hosts'; placeholder: string }) {
  const t = useWords('settings');
  const path = `relay.${of}`;
  const names = useSettings(({ settings }) => settings.relay[of]);
  const isFixed = useFixedBy(path) !== null;
  const change = useNamedChange(t(`relay.${of}`));
  return (
    <Setting path={path} name={t(`relay.${of}`)} sentence={t(`relay.${of}Sentence`)} usual={t('relay.any')}>
      <NamesField
        label={t(`relay.${of}`)}
        names={names}
        placeholder={placeholder}
        isDisabled={isFixed}
        onChange={(next) => void change(path, next)}
      />
    </Setting>
  );
}
