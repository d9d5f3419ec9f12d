import { relayModes } from '../../../src-main/contract/relay';
import { useWords } from '../../languages/use-words';
import { useSettings } from '../../state/settings';
import { AmountField } from '../../ui/amount-field';
import { Choice } from '../../ui/choice';
import { NamesField } from '../../ui/names-field';
import { Switch } from '../../ui/switch';
import { RelayReplies } from './relay-replies';
import { Setting, SettingsSection } from './setting';

/** What becomes of WebSockets at paths of no protocol. */
export function Relay() {
  const t = useWords('settings');
  const { enabled, mode, rooms, pingS } = useSettings(({ settings }) => settings.relay);
  return (
    <>
      <SettingsSection title={t('groups.relay')} sentence={t('relay.sentence')}>
        <Setting path="relay.enabled" name={t('relay.enabled')} sentence={t('relay.enabledSentence')} usual={t('on')}>
          {(control) => <Switch {...control} isOn={enabled} />}
        </Setting>
        <Setting
          path="relay.mode"
          name={t('relay.mode')}
          sentence={t(`relay.modeSentence.${mode}`)}
          usual={t('relay.modes.others')}
        >
          {(control) => (
            <Choice
              {...control}
              value={mode}
              options={relayModes.map((id) => ({ id, text: t(`relay.modes.${id}`) }))}
            />
          )}
        </Setting>
        <Setting path="relay.rooms" name={t('relay.rooms')} sentence={t('relay.roomsSentence')} usual={t('on')}>
          {(control) => <Switch {...control} isOn={rooms} />}
        </Setting>
        <Names of="origins" placeholder="shop.test, *.example.com" />
        <Names of="hosts" placeholder="localhost" />
        <Setting path="relay.pingS" name={t('relay.ping')} sentence={t('relay.pingSentence')} usual="30">
          {(control) => <AmountField {...control} unit={t('relay.seconds')} value={pingS} min={0} max={86_400} />}
        </Setting>
      </SettingsSection>
      <RelayReplies />
    </>
  );
}

function Names({ of, placeholder }: { of: 'origins' | 'hosts'; placeholder: string }) {
  const t = useWords('settings');
  const names = useSettings(({ settings }) => settings.relay[of]);
  return (
    <Setting path={`relay.${of}`} name={t(`relay.${of}`)} sentence={t(`relay.${of}Sentence`)} usual={t('relay.any')}>
      {(control) => <NamesField {...control} names={names} placeholder={placeholder} />}
    </Setting>
  );
}
