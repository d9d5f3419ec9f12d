import { relayModes } from '../../../src-main/contract/relay';
import { defaultSocketIo, socketIoLimits } from '../../../src-main/contract/socketio';
import { formatCount } from '../../format/count';
import { useWords } from '../../languages/use-words';
import { useSettings } from '../../state/settings';
import { AmountField } from '../../ui/amount-field';
import { Choice } from '../../ui/choice';
import { NamesField } from '../../ui/names-field';
import { Setting, SettingsSection } from './setting';

/** What the hub does in the place of laravel-echo-server. */
export function SocketIo() {
  const t = useWords('settings');
  const { authUrls, mode } = useSettings(({ settings }) => settings.socketio);
  return (
    <SettingsSection title={t('groups.socketio')} sentence={t('socketio.sentence')}>
      <Setting
        path="socketio.authUrls"
        name={t('socketio.authUrls')}
        sentence={t('socketio.authUrlsSentence')}
        usual={defaultSocketIo.authUrls.join(', ')}
      >
        {(control) => <NamesField {...control} names={authUrls} placeholder="http://localhost/broadcasting/auth" />}
      </Setting>
      <Setting
        path="socketio.mode"
        name={t('socketio.mode')}
        sentence={t(`socketio.modeSentence.${mode}`)}
        usual={t('relay.modes.others')}
      >
        {(control) => (
          <Choice {...control} value={mode} options={relayModes.map((id) => ({ id, text: t(`relay.modes.${id}`) }))} />
        )}
      </Setting>
      <Time of="pingIntervalMs" />
      <Time of="pingTimeoutMs" />
    </SettingsSection>
  );
}

function Time({ of }: { of: 'pingIntervalMs' | 'pingTimeoutMs' }) {
  const t = useWords('settings');
  const value = useSettings(({ settings }) => settings.socketio[of]);
  return (
    <Setting
      path={`socketio.${of}`}
      name={t(`socketio.${of}`)}
      sentence={t(`socketio.${of}Sentence`)}
      usual={formatCount(defaultSocketIo[of])}
    >
      {(control) => (
        <AmountField
          {...control}
          unit={t('socketio.ms')}
          value={value}
          min={socketIoLimits.leastPingMs}
          max={socketIoLimits.mostPingMs}
        />
      )}
    </Setting>
  );
}
